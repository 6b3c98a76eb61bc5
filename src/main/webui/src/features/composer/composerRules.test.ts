import { NOON, at } from "../../testing/builders";
import { composerState } from "./composerRules";

const open = { expiresAt: at(60), remaining: 4, limit: 10, afterwards: 0 };
const LIMIT = 6_000;
const state = (change: Partial<Parameters<typeof composerState>[0]> = {}) =>
  composerState({ conversation: { surface: "DM", textLimit: LIMIT, window: open }, account: { state: "CONNECTED", missing: [] }, tab: "reply", text: "Yes, we do.", now: NOON, ...change });

it("sends what has words in it", () => {
  expect(state().canSend).toBe(true);
  expect(state({ text: "  \n " }).canSend).toBe(false);
});

it("sends nothing after the window has closed, to the millisecond", () => {
  const closed = state({ conversation: { surface: "DM", textLimit: LIMIT, window: { ...open, expiresAt: at(0) } } });

  expect(closed).toMatchObject({ blocked: "windowClosed", canSend: false });
});

it("sends nothing when the messages of the window are used", () => {
  expect(state({ conversation: { surface: "DM", textLimit: LIMIT, window: { ...open, remaining: 0 } } }).blocked).toBe("quotaUsed");
});

it("sends the few that may go after the window", () => {
  expect(state({ conversation: { surface: "DM", textLimit: LIMIT, window: { ...open, expiresAt: at(0), afterwards: 3 } } })).toMatchObject({ blocked: null, canSend: true });
});

it("counts nothing where there is no limit to the messages", () => {
  expect(state({ conversation: { surface: "DM", textLimit: LIMIT, window: { ...open, remaining: null, limit: null } } }).blocked).toBeNull();
});

it("sends nothing through a disconnected account", () => {
  expect(state({ account: { state: "NEEDS_RECONNECT", missing: [] } }).blocked).toBe("disconnectedAccount");
});

it("sends nothing that the account is not permitted to", () => {
  const account = { state: "CONNECTED" as const, missing: ["WRITE_COMMENTS" as const] };
  const comment = { surface: "COMMENT", textLimit: 150, window: null } as const;

  expect(state({ account }).blocked).toBeNull();
  expect(state({ account, conversation: comment }).blocked).toBe("notPermitted");
  expect(state({ account: { state: "CONNECTED", missing: ["SEND_DM"] } }).blocked).toBe("notPermitted");
  expect(state({ account: { state: "UNBOUND", missing: ["SEND_DM"] } }).blocked).toBe("unboundAccount");
});

it("lets a note be written whatever TikTok says", () => {
  expect(state({ tab: "note", account: { state: "UNBOUND", missing: [] }, conversation: { surface: "DM", textLimit: LIMIT, window: { ...open, remaining: 0 } } }).canSend).toBe(true);
});

it("knows no window under a comment", () => {
  expect(state({ conversation: { surface: "COMMENT", textLimit: 150, window: null } }).canSend).toBe(true);
});

it("counts characters as people and TikTok do", () => {
  expect(state({ text: "👍".repeat(LIMIT) })).toMatchObject({ length: LIMIT, tooLong: false, canSend: true });
  expect(state({ text: "a".repeat(LIMIT + 1) })).toMatchObject({ tooLong: true, canSend: false });
});

it("shows the counter only when the limit comes near", () => {
  expect(state({ text: "a".repeat(LIMIT / 2) }).showCounter).toBe(false);
  expect(state({ text: "a".repeat(LIMIT - 1) }).showCounter).toBe(true);
});

describe("a private reply", () => {
  const comment = { surface: "COMMENT", textLimit: 150, window: null } as const;
  const allowed = { allowed: true, reason: null, until: at(60), textLimit: LIMIT, conversationId: null };
  const privately = (change: Partial<Parameters<typeof composerState>[0]> = {}) => state({ conversation: comment, tab: "private", privateReply: allowed, ...change });

  it("is as long as a direct message, though a comment is not", () => {
    expect(privately({ text: "x".repeat(151) }).canSend).toBe(true);
    expect(privately({ text: "x".repeat(LIMIT + 1) })).toMatchObject({ tooLong: true, canSend: false });
    expect(state({ conversation: comment, text: "x".repeat(151) }).canSend).toBe(false);
  });

  it("is not sent where it is not possible, and the public one still is", () => {
    const privateReply = { ...allowed, allowed: false, reason: "TOO_OLD" as const };

    expect(privately({ privateReply })).toMatchObject({ blocked: "private", canSend: false });
    expect(state({ conversation: comment, privateReply }).canSend).toBe(true);
  });

  it("needs the permission to send direct messages", () => {
    expect(privately({ account: { state: "CONNECTED", missing: ["SEND_DM"] } }).blocked).toBe("notPermitted");
    expect(privately({ account: { state: "CONNECTED", missing: ["WRITE_COMMENTS"] } }).blocked).toBeNull();
  });
});

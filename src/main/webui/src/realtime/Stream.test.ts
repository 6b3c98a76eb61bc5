import { afterEach, beforeEach, vi } from "vitest";
import { FakeSocket } from "../testing/FakeServer";
import { backOff } from "./backOff";
import type { NumberedNotice } from "./Notice";
import { Stream, type StreamState } from "./Stream";

const skipped = (seq: number) => ({ seq, store: "s", version: 1, type: "skipped" });
const removed = (seq: number) => ({ seq, store: "s", version: 1, type: "message.removed", messageId: String(seq) });
const hello = (seq: number, store = "s") => ({ seq, store, version: 1, type: "hello" });

function stream() {
  const sockets: FakeSocket[] = [];
  const paths: string[] = [];
  const notices: NumberedNotice[] = [];
  const states: StreamState["kind"][] = [];
  const calls = { reset: 0, refused: 0 };
  const subject = new Stream(
    {
      onNotice: (it) => notices.push(it),
      onHello: () => undefined,
      onReset: () => calls.reset++,
      onState: (it) => states.push(it.kind),
      onRefused: () => calls.refused++,
    },
    {
      open: (path) => {
        const socket = new FakeSocket(() => undefined);
        sockets.push(socket);
        paths.push(path);
        return socket as unknown as WebSocket;
      },
      now: () => 0,
      random: () => 1,
    },
  );
  subject.start();
  const socket = () => sockets.at(-1) ?? expect.fail("no socket was opened");
  return { subject, socket, paths, notices, states, calls };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("resumes after the last number it has seen", () => {
  const { socket, paths, calls } = stream();
  socket().receive(hello(7));
  socket().receive(removed(8));
  socket().close();
  vi.runOnlyPendingTimers();

  expect(paths).toEqual(["/api/stream", "/api/stream?after=8"]);
  socket().receive(hello(8));
  expect(calls.reset).toBe(0);
});

it("names every store's number when there are several", () => {
  const { socket, paths } = stream();
  socket().receive(hello(7, "a"));
  socket().receive(hello(3, "b"));
  socket().close();
  vi.runOnlyPendingTimers();

  expect(decodeURIComponent(paths[1] ?? "")).toBe("/api/stream?after=a:7,b:3");
});

it("asks for everything again when a number is missing, and goes on from there", () => {
  const { socket, notices, calls } = stream();
  socket().receive(hello(1));
  socket().receive(removed(2));
  socket().receive(removed(4));
  socket().receive(removed(5));

  expect(calls.reset).toBe(1);
  expect(notices.map((it) => it.seq)).toEqual([2, 4, 5]);
});

it("passes over what it has heard before and what is not for it", () => {
  const { socket, notices, calls } = stream();
  socket().receive(hello(1));
  socket().receive(removed(2));
  socket().receive(removed(2));
  socket().receive(skipped(3));
  socket().receive(removed(4));

  expect(notices.map((it) => it.seq)).toEqual([2, 4]);
  expect(calls.reset).toBe(0);
});

it("F113: refetches instead of guessing at a kind of notice it does not know", () => {
  const { socket, notices, calls } = stream();
  socket().receive(hello(1));
  socket().receive({ seq: 2, store: "s", version: 1, type: "conversation.merged" });
  socket().receive({ ...removed(3), version: 2 });

  expect(notices).toEqual([]);
  expect(calls.reset).toBe(2);
});

it("starts over after a reset", () => {
  const { socket, notices, calls } = stream();
  socket().receive(hello(90));
  socket().receive({ seq: 0, store: "s", version: 1, type: "reset" });
  socket().receive(hello(2));
  socket().receive(removed(3));

  expect(calls.reset).toBe(1);
  expect(notices.map((it) => it.seq)).toEqual([3]);
});

it("says when it was lost and when it lives again", () => {
  const { socket, states } = stream();
  socket().receive(hello(1));
  socket().close();
  vi.runOnlyPendingTimers();
  socket().receive(hello(1));

  expect(states).toEqual(["connecting", "live", "lost", "live"]);
});

it("asks who is logged in when the server ends it on purpose", () => {
  const { socket, calls } = stream();
  socket().receive(hello(1));
  socket().close(1008);

  expect(calls.refused).toBe(1);
});

it("opens no socket after it was stopped", () => {
  const { subject, socket, paths } = stream();
  subject.stop();
  socket().close();
  vi.runOnlyPendingTimers();

  expect(paths).toHaveLength(1);
});

it("F110: waits longer each time, up to half a minute, and never all at the same moment", () => {
  expect([0, 1, 2, 3].map((it) => backOff(it, () => 1))).toEqual([500, 1000, 2000, 4000]);
  expect(backOff(50, () => 1)).toBe(30_000);
  expect(backOff(50, () => 0)).toBe(15_000);
});

it("asks who I am when the server will not even begin", () => {
  const { socket, calls } = stream();
  socket().close();

  expect(calls.refused).toBe(1);
});

it("asks no more for the stream of a store that was taken from me", () => {
  const { subject, socket, paths } = stream();
  socket().receive(hello(7, "a"));
  socket().receive(hello(3, "b"));
  socket().close();
  subject.seeOnly(new Set(["a"]));

  expect(paths.at(-1)).toBe("/api/stream?after=7");
});

it("keeps its socket when a store was taken away while it was open", () => {
  const { subject, socket, paths } = stream();
  socket().receive(hello(7, "a"));
  socket().receive(hello(3, "b"));
  subject.seeOnly(new Set(["a"]));

  expect(paths).toHaveLength(1);
});

it("opens a new socket for a store that was given to me", () => {
  const { subject, socket, paths, states } = stream();
  socket().receive(hello(7, "a"));
  subject.seeOnly(new Set(["a", "b"]));

  expect(paths).toEqual(["/api/stream", "/api/stream?after=7"]);
  expect(states).not.toContain("lost");
});

it("tells what is open once the server listens, and again on the next socket", () => {
  const { subject, socket } = stream();
  subject.look("ana");
  expect(socket().sent).toEqual([]);

  socket().receive(hello(1));
  socket().receive(hello(1, "t"));
  expect(socket().sent).toEqual([{ type: "looking", conversation: "ana" }]);

  socket().close();
  vi.runOnlyPendingTimers();
  socket().receive(hello(1));
  expect(socket().sent).toEqual([{ type: "looking", conversation: "ana" }]);

  subject.look(null);
  subject.look(null);
  expect(socket().sent.at(-1)).toEqual({ type: "looking", conversation: null });
  expect(socket().sent).toHaveLength(2);
});

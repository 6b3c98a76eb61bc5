import { NOON, at } from "../testing/builders";
import { answering } from "./answering";

const window = { expiresAt: at(1), remaining: 4, limit: 10, afterwards: 0 };

it("leaves what the server said while the window is open", () => {
  expect(answering(window, NOON)).toEqual({ over: false, remaining: 4, limit: 10 });
  expect(answering({ ...window, remaining: null, limit: null }, NOON).remaining).toBeNull();
});

it("knows by itself when the window is over", () => {
  expect(answering(window, NOON + 60_000)).toMatchObject({ over: true, remaining: 0 });
});

it("leaves the few that one of TikTok's rules lets through afterwards", () => {
  expect(answering({ ...window, remaining: null, limit: null, afterwards: 3 }, NOON + 60_000)).toEqual({ over: true, remaining: 3, limit: 3 });
});

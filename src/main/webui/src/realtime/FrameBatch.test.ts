import { FrameBatch } from "./FrameBatch";

function batch() {
  const handed: (readonly number[])[] = [];
  let frame: (() => void) | undefined;
  const subject = new FrameBatch<number>(
    (items) => handed.push(items),
    (run) => {
      frame = run;
      return () => (frame = undefined);
    },
  );
  return { subject, handed, draw: () => frame?.() };
}

it("hands on what arrived within a frame at once, in order", () => {
  const { subject, handed, draw } = batch();
  for (let i = 0; i < 100; i++) subject.add(i);
  expect(handed).toEqual([]);
  draw();

  expect(handed).toEqual([Array.from({ length: 100 }, (_, i) => i)]);
  subject.add(100);
  draw();
  expect(handed).toHaveLength(2);
});

it("lets nothing overtake what waits, and hands nothing on twice", () => {
  const { subject, handed, draw } = batch();
  subject.add(1);
  subject.flush();
  draw();

  expect(handed).toEqual([[1]]);
});

it("hands nothing on after it was stopped", () => {
  const { subject, handed, draw } = batch();
  subject.add(1);
  subject.stop();
  draw();

  expect(handed).toEqual([]);
});

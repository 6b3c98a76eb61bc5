/** Nobody reads a list that changes more often, and whoever types needs the time in between. */
const APART = 100;

/** A tab in the background draws no frames and must keep up too. */
const AT_LATEST = 150;

/** Runs something soon; returns what calls it off. */
export type Soon = (run: () => void) => () => void;

/** With the next frame of the screen, unless the last time was a moment ago. */
export function atNextFrame(): Soon {
  let last = Number.NEGATIVE_INFINITY;
  return (run) => {
    let frame = 0;
    let latest: ReturnType<typeof setTimeout> | undefined;
    const callOff = () => {
      clearTimeout(timer);
      clearTimeout(latest);
      cancelAnimationFrame(frame);
    };
    const once = () => {
      callOff();
      last = performance.now();
      run();
    };
    const timer = setTimeout(() => {
      frame = requestAnimationFrame(once);
      latest = setTimeout(once, AT_LATEST);
    }, Math.max(0, last + APART - performance.now()));
    return callOff;
  };
}

/** Collects what arrives in one moment and hands it on at once, in order. */
export class FrameBatch<T> {
  private waiting: T[] = [];
  private callOff: (() => void) | undefined;

  constructor(
    private readonly handOn: (items: readonly T[]) => void,
    private readonly soon: Soon = atNextFrame(),
  ) {}

  add(item: T): void {
    this.waiting.push(item);
    this.callOff ??= this.soon(() => this.flush());
  }

  /** For news that must not overtake what is waiting. */
  flush(): void {
    this.callOff?.();
    this.callOff = undefined;
    const items = this.waiting;
    this.waiting = [];
    if (items.length > 0) this.handOn(items);
  }

  stop(): void {
    this.callOff?.();
    this.callOff = undefined;
    this.waiting = [];
  }
}

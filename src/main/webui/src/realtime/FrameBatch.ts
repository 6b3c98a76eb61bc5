/** However much arrives, the page is drawn once a frame; a tab in the background draws no frames and must keep up too. */
const AT_LATEST = 250;

/** Runs something before the next frame of the screen; returns what calls it off. */
export type NextFrame = (run: () => void) => () => void;

export const nextFrame: NextFrame = (run) => {
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, AT_LATEST);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
};

/** Collects what arrives within one frame and hands it on at once, in order. */
export class FrameBatch<T> {
  private waiting: T[] = [];
  private callOff: (() => void) | undefined;

  constructor(
    private readonly handOn: (items: readonly T[]) => void,
    private readonly next: NextFrame = nextFrame,
  ) {}

  add(item: T): void {
    this.waiting.push(item);
    this.callOff ??= this.next(() => this.flush());
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

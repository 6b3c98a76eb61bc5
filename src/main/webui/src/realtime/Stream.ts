import { backOff } from "./backOff";
import { isNotice, type Frame, type NumberedNotice } from "./Notice";

export type StreamState = { kind: "connecting" } | { kind: "live" } | { kind: "lost"; since: number; retryAt: number };

export interface StreamListener {
  onNotice: (notice: NumberedNotice) => void;
  /** The store's stream stands at this number: a snapshot older than it may have missed something. */
  onHello: (store: string, seq: number) => void;
  /** Something may have been missed. Refetch everything. */
  onReset: () => void;
  onState: (state: StreamState) => void;
  /** The server ended it on purpose or would not even begin: a session that is over, or rights that changed. */
  onRefused: () => void;
}

export interface StreamSurroundings {
  open: (path: string) => WebSocket;
  now: () => number;
  random: () => number;
}

const POLICY = 1008;

/** A connection that has not said hello by then never will: a proxy took it and forwards nothing. */
const PATIENCE_WHEN_OPENING = 10_000;

/** A server that greets and hangs up must not be greeted back in a hurry for ever. */
const STABLE_AFTER = 5_000;

/** One socket for the whole page. It remembers its place in every store's stream and resumes there. */
export class Stream {
  private readonly seqs = new Map<string, number>();
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private lostSince: number | undefined;
  private greeted = false;
  private stopped = true;
  private looksAt: string | null = null;

  constructor(
    private readonly listener: StreamListener,
    private readonly around: StreamSurroundings,
  ) {}

  start(): void {
    this.stopped = false;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.close();
    this.socket = undefined;
  }

  /** For the impatient, and for browsers that just came back online. */
  reconnectNow(): void {
    if (this.stopped || this.socket?.readyState === WebSocket.OPEN) return;
    this.attempt = 0;
    this.connect();
  }

  /**
   * The stores that I see are these now. The server refuses whoever asks for the stream of another one, and would refuse
   * for ever; and it streams the new ones only to a socket that was opened after they were given to me.
   */
  seeOnly(stores: ReadonlySet<string>): void {
    const gained = [...stores].some((it) => !this.seqs.has(it));
    for (const store of this.seqs.keys()) if (!stores.has(store)) this.seqs.delete(store);
    if (this.stopped || (this.socket && this.greeted && !gained)) return;
    this.attempt = 0;
    const before = this.socket;
    this.socket = undefined;
    before?.close();
    this.connect();
  }

  /** What is open in this page, for colleagues to see. Whoever opens the next socket says it again. */
  look(conversationId: string | null): void {
    if (this.looksAt === conversationId) return;
    this.looksAt = conversationId;
    if (this.greeted) this.tellLook();
  }

  private tellLook(): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ type: "looking", conversation: this.looksAt }));
  }

  private connect(): void {
    clearTimeout(this.timer);
    this.greeted = false;
    const socket = this.around.open(this.path());
    this.socket = socket;
    if (this.lostSince === undefined) this.listener.onState({ kind: "connecting" });
    this.timer = setTimeout(() => socket.close(), PATIENCE_WHEN_OPENING);
    socket.onmessage = (event) => this.socket === socket && this.receive(JSON.parse(String(event.data)) as Frame);
    socket.onclose = (event) => this.socket === socket && this.lost(event.code);
  }

  private path(): string {
    const known = [...this.seqs];
    const [only] = known;
    if (!only) return "/api/stream";
    const after = known.length === 1 ? String(only[1]) : known.map(([store, seq]) => `${store}:${seq}`).join(",");
    return `/api/stream?after=${encodeURIComponent(after)}`;
  }

  private receive(frame: Frame): void {
    if (frame.type === "hello") return this.hello(frame.store, frame.seq);
    if (frame.type === "reset") {
      this.seqs.delete(frame.store);
      return this.listener.onReset();
    }
    const last = this.seqs.get(frame.store);
    if (last !== undefined && frame.seq <= last) return;
    this.seqs.set(frame.store, frame.seq);
    const hole = last !== undefined && frame.seq !== last + 1;
    if (frame.type === "skipped" && !hole) return;
    if (isNotice(frame)) this.listener.onNotice(frame);
    // Either numbers are missing or a newer server speaks of things this page has never heard of.
    if (hole || !(isNotice(frame) || frame.type === "skipped")) this.listener.onReset();
  }

  private hello(store: string, seq: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.attempt = 0), STABLE_AFTER);
    this.lostSince = undefined;
    if (!this.greeted && this.looksAt !== null) this.tellLook();
    this.greeted = true;
    const before = this.seqs.get(store);
    this.seqs.set(store, seq);
    this.listener.onState({ kind: "live" });
    this.listener.onHello(store, seq);
    // Not where we left off: what lies between is gone, or a restored backup gave the numbers another meaning.
    if (before !== undefined && seq !== before) this.listener.onReset();
  }

  private lost(code: number): void {
    clearTimeout(this.timer);
    this.socket = undefined;
    if (this.stopped) return;
    // A handshake that is refused tells a page nothing but that it failed.
    if (code === POLICY || !this.greeted) this.listener.onRefused();
    this.lostSince ??= this.around.now();
    const wait = backOff(this.attempt++, this.around.random);
    this.listener.onState({ kind: "lost", since: this.lostSince, retryAt: this.around.now() + wait });
    this.timer = setTimeout(() => this.connect(), wait);
  }
}

import { FieldError } from './field.js';

/** Packets up to this share a buffer: making one costs more than filling it. */
const SMALL = 2048;
const SHARED = 65536;
/** More room than this is given back. */
const MOST_KEPT = 2 ** 20;

/** A growing row of bytes: a packet stands behind those before it, which have been given away. */
export class Writer {
  bytes: Uint8Array;
  at = 0;
  private buffer: ArrayBuffer;
  /** Where the packet starts, how far it was written, and how much of that was given away. */
  private from = 0;
  private most = 0;
  private kept = 0;
  /** Lengths inside the layer are computed even where they were given. */
  fix = false;
  /** Learns of values inside the layer that are kept though they are wrong. */
  warn: ((path: string, given: unknown, expected: unknown) => void) | undefined;
  /** The keys around what is written now; followed only where someone wants to be warned. */
  readonly path: (string | number)[] = [];
  /** Where the layer that is written now starts: compressed names count from here. */
  start = 0;
  /** Names written in this layer, and where: later ones point back to them. */
  names: Map<string, number> | undefined;

  /** `room`: more than so many bytes are refused. */
  constructor(private readonly room = Number.POSITIVE_INFINITY) {
    this.buffer = new ArrayBuffer(Math.min(4096, room));
    this.bytes = new Uint8Array(this.buffer);
  }

  /** Starts a packet. What lies behind `at` is zero: cleared here, not field by field. */
  reset(): void {
    const { bytes, kept, most } = this;
    // One giant is not kept for ever.
    if (bytes.length > MOST_KEPT || bytes.length - kept < SMALL) {
      this.buffer = new ArrayBuffer(Math.min(SHARED, this.room));
      this.bytes = new Uint8Array(this.buffer);
      this.kept = 0;
    } else if (most > kept) {
      bytes.fill(0, kept, most);
    }
    const from = this.kept;
    this.from = from;
    this.most = from;
    this.at = from;
    this.start = from;
    this.names = undefined;
    if (this.path.length) this.path.length = 0;
  }

  /** Starts a layer. */
  layer(): void {
    this.start = this.at;
    this.names = undefined;
  }

  /** Makes room for `size` zero bytes, and gives back where they stand. */
  take(size: number): number {
    const from = this.at;
    this.at = from + size;
    if (this.at > this.bytes.length) this.grow(from);
    if (this.at > this.most) this.most = this.at;
    return from;
  }

  /** All keeps its place, for much is known by where it stands. */
  private grow(to: number): void {
    if (this.at - this.from > this.room) throw new FieldError('', `more than ${this.room} bytes`);
    const { bytes } = this;
    const size = Math.max(this.at, 2 * bytes.length);
    this.buffer = new ArrayBuffer(Math.min(size, this.from + this.room));
    this.bytes = new Uint8Array(this.buffer);
    this.bytes.set(bytes.subarray(this.from, to), this.from);
  }

  put(bytes: Uint8Array): void {
    const from = this.take(bytes.length);
    this.bytes.set(bytes, from);
  }

  /** The bytes for keeps. */
  copy(): Uint8Array {
    const { from, at } = this;
    if (at - from > SMALL) return this.bytes.slice(from, at);
    this.kept = at;
    return new Uint8Array(this.buffer, from, at - from);
  }
}

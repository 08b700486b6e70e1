import { FieldError } from './field.js';

const MOST_KEPT = 2 ** 20;

/** A growing row of bytes, reused from packet to packet: `bytes` is scratch, `copy` is kept. */
export class Writer {
  bytes: Uint8Array;
  at = 0;
  /** Lengths inside the layer are computed even where they were given. */
  fix = false;
  /** Learns of values inside the layer that are kept though they are wrong. */
  warn: ((path: string, given: unknown, expected: unknown) => void) | undefined;
  /** The keys around what is written now; followed only where someone wants to be warned. */
  readonly path: (string | number)[] = [];
  private most = 0;
  /** Where the layer that is written now starts: compressed names count from here. */
  start = 0;
  /** Names written in this layer, and where: later ones point back to them. */
  names: Map<string, number> | undefined;

  /** `room`: more than so many bytes are refused. */
  constructor(private readonly room = Number.POSITIVE_INFINITY) {
    this.bytes = new Uint8Array(Math.min(4096, room));
  }

  /** What lies behind `at` is zero: cleared once a packet, not field by field. */
  reset(): void {
    // One giant is not kept for ever.
    if (this.bytes.length > MOST_KEPT) this.bytes = new Uint8Array(MOST_KEPT);
    else this.bytes.fill(0, 0, this.most);
    if (this.path.length) this.path.length = 0;
    this.most = 0;
    this.at = 0;
    this.start = 0;
    this.names = undefined;
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
    if (this.at > this.bytes.length) {
      if (this.at > this.room) throw new FieldError('', `more than ${this.room} bytes`);
      const larger = new Uint8Array(Math.min(this.room, Math.max(this.at, 2 * this.bytes.length)));
      larger.set(this.bytes.subarray(0, from));
      this.bytes = larger;
    }
    if (this.at > this.most) this.most = this.at;
    return from;
  }

  put(bytes: Uint8Array): void {
    const from = this.take(bytes.length);
    this.bytes.set(bytes, from);
  }

  /** The bytes for keeps. Small packets share a buffer: making one costs more than filling it. */
  copy(): Uint8Array {
    if (this.at > SMALL) return this.bytes.slice(0, this.at);
    if (shelfAt + this.at > shelf.byteLength) {
      shelf = new ArrayBuffer(SHELF);
      shelfAt = 0;
    }
    const kept = new Uint8Array(shelf, shelfAt, this.at);
    kept.set(this.bytes.subarray(0, this.at));
    shelfAt += this.at;
    return kept;
  }
}

const SMALL = 2048;
const SHELF = 65536;
let shelf = new ArrayBuffer(0);
let shelfAt = 0;

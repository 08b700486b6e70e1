/** A growing row of bytes, reused from packet to packet: `bytes` is scratch, `copy` is for keeps. */
export class Writer {
  bytes = new Uint8Array(4096);
  at = 0;
  /** Lengths inside the layer are computed even where they were given. */
  fix = false;
  private most = 0;
  /** Where the layer that is written now starts: compressed names count from here. */
  start = 0;
  /** Names written in this layer, and where: later ones point back to them. */
  names: Map<string, number> | undefined;

  /** What lies behind `at` is zero: cleared once a packet, not field by field. */
  reset(): void {
    this.bytes.fill(0, 0, this.most);
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
      const larger = new Uint8Array(Math.max(this.at, 2 * this.bytes.length));
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

const SIZE = 1 << 18;
/** What is longer than this goes on without being copied. */
const LONG = 1 << 14;
/** So much more than the size there is, for who asked for room. */
const SLACK = 1024;

/** Bytes on their way to a file, gathered so that few writes carry many. */
export class Gathered {
  readonly bytes = new Uint8Array(SIZE + SLACK);
  readonly view = new DataView(this.bytes.buffer);
  at = 0;
  private passed = 0;

  /** `sink` must be done with the bytes when it returns. */
  constructor(private readonly sink: (bytes: Uint8Array) => void) {}

  /** All that was written so far. */
  get size(): number {
    return this.passed + this.at;
  }

  /** Where a head of up to a kilobyte begins; what is written next stands behind it. */
  head(count: number): number {
    if (this.at > SIZE) this.flush();
    const { at } = this;
    this.at += count;
    return at;
  }

  put(bytes: Uint8Array, from = 0, to = bytes.length): void {
    const count = to - from;
    if (count >= LONG) {
      this.flush();
      this.hand(bytes.subarray(from, to));
      return;
    }
    if (this.at + count > SIZE) this.flush();
    // A call and a view for a handful of bytes take longer than copying them.
    if (count > 64) this.bytes.set(bytes.subarray(from, to), this.at);
    else for (let i = 0; i < count; i++) this.bytes[this.at + i] = bytes[from + i] as number;
    this.at += count;
  }

  /** Zeros up to the next multiple of four, for so many bytes before. */
  pad(count: number): void {
    const missing = -count & 3;
    this.bytes.fill(0, this.head(missing), this.at);
  }

  flush(): void {
    if (this.at > 0) this.hand(this.bytes.subarray(0, this.at));
    this.at = 0;
  }

  private hand(bytes: Uint8Array): void {
    this.sink(bytes);
    this.passed += bytes.length;
  }
}

/** Neighbouring stretches of one buffer, put as one. */
export class Run {
  private bytes: Uint8Array = new Uint8Array(0);
  private from = 0;
  private to = 0;

  constructor(private readonly out: Gathered) {}

  get size(): number {
    return this.to - this.from;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    if (bytes !== this.bytes || from !== this.to) {
      this.end();
      this.bytes = bytes;
      this.from = from;
    }
    this.to = to;
  }

  /** Before the bytes change, or others are put. */
  end(): void {
    if (this.to > this.from) this.out.put(this.bytes, this.from, this.to);
    this.from = this.to = -1;
  }
}

/** A packet may have so many bytes: more is no packet, or a text without an end. */
export const LARGEST = 1 << 24;

/** Enough for a packet, or for a few. */
const FIRST = 2048;
/** Of many packets, many go into one array. */
const NEXT = 1 << 16;

/**
 * Takes packets' bytes one after another. They stand in one array while that has room: a whole
 * packet is a view of it, for an array of its own takes longer than all its bytes.
 */
export class PacketBytes {
  bytes = new Uint8Array(FIRST);
  /** The same, for whoever writes several at once. */
  words = new DataView(this.bytes.buffer);
  private start = 0;
  /** Where the next byte goes. */
  end = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** False when there is no room: the packet is larger than any may be. */
  add(byte: number): boolean {
    if (this.end === this.bytes.length && !this.reserve(1)) return false;
    this.bytes[this.end++] = byte;
    return true;
  }

  addAll(more: Uint8Array): boolean {
    if (!this.reserve(more.length)) return false;
    this.bytes.set(more, this.end);
    this.end += more.length;
    return true;
  }

  /** The last ones fall away. */
  cut(length: number): void {
    this.end = Math.min(this.end, this.start + length);
  }

  /** All so far; then it starts anew. */
  take(): Uint8Array {
    const taken = this.view();
    this.start = this.end;
    return taken;
  }

  /** A view of what is here. */
  view(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }

  /** Makes room for so many more; false as with `add`. */
  reserve(count: number): boolean {
    const needed = this.length + count;
    if (needed > LARGEST) return false;
    if (this.end + count > this.bytes.length) {
      // What was taken is not written to again.
      const next = new Uint8Array(Math.min(LARGEST, Math.max(NEXT, needed * 2)));
      next.set(this.view());
      this.bytes = next;
      this.words = new DataView(next.buffer);
      this.end -= this.start;
      this.start = 0;
    }
    return true;
  }
}

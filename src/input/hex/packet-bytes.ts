/** A packet may have so many bytes: more is no packet, or a text without an end. */
export const LARGEST = 1 << 24;

const LEAST = 2048;
const LARGE = 1 << 16;

/** Takes a packet's bytes one after another. */
export class PacketBytes {
  private bytes = new Uint8Array(LEAST);
  length = 0;

  /** False when there is no room: the packet is larger than any may be. */
  add(byte: number): boolean {
    if (this.length === this.bytes.length && !this.reserve(1)) return false;
    this.bytes[this.length++] = byte;
    return true;
  }

  /** The first ones of a row: without a view of them, which takes longer than copying. */
  addSome(more: Uint8Array, count: number): boolean {
    if (!this.reserve(count)) return false;
    const { bytes, length } = this;
    for (let i = 0; i < count; i++) bytes[length + i] = more[i] as number;
    this.length += count;
    return true;
  }

  addAll(more: Uint8Array): boolean {
    if (!this.reserve(more.length)) return false;
    this.bytes.set(more, this.length);
    this.length += more.length;
    return true;
  }

  /** The last ones fall away. */
  cut(length: number): void {
    this.length = Math.min(this.length, length);
  }

  /** All so far; then it starts anew. */
  take(): Uint8Array {
    const taken = this.view();
    this.length = 0;
    // What is large is given away, not copied.
    if (taken.length < LARGE) return taken.slice();
    this.bytes = new Uint8Array(LEAST);
    return taken;
  }

  /** A view of what is here. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(count: number): boolean {
    const needed = this.length + count;
    if (needed > LARGEST) return false;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.min(LARGEST, Math.max(needed, this.bytes.length * 2)));
      larger.set(this.view());
      this.bytes = larger;
    }
    return true;
  }
}

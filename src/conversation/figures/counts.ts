/** One of the keys that were counted most. */
export interface Counted {
  readonly key: Int32Array;
  readonly packets: number;
  readonly bytes: number;
}

const FEW = 1024;
const MOST = 100_000;

/**
 * Packets and bytes by key, a key being some words. Memory is bounded: when there are too many
 * keys, those with the fewest packets are forgotten, and `rough` tells what that may hide.
 */
export class Counts {
  /** To be filled before `add`. */
  readonly key: Int32Array;
  size = 0;
  /** So many packets may be missing from any count; 0: all are exact. */
  rough = 0;
  private keys: Int32Array;
  private packets = new Float64Array(FEW);
  private bytes = new Float64Array(FEW);
  /** One more than the index of a key; 0 is free. */
  private slots = new Int32Array(4 * FEW);
  // Nobody can choose keys that all fall on one slot.
  private readonly seed = (Math.random() * 2 ** 32) | 0;

  constructor(
    private readonly words: number,
    private readonly most = MOST,
  ) {
    this.key = new Int32Array(words);
    this.keys = new Int32Array(words * FEW);
  }

  /** A packet of so many bytes. */
  add(size: number): void {
    let slot = this.slotOf(this.key, 0);
    if (this.slots[slot] === 0) slot = this.take(slot);
    const index = (this.slots[slot] as number) - 1;
    this.packets[index] = (this.packets[index] as number) + 1;
    this.bytes[index] = (this.bytes[index] as number) + size;
  }

  /** Those with most packets first; among equals the one that was met first. */
  top(count: number): Counted[] {
    const { words, packets, bytes } = this;
    return this.byPackets()
      .slice(0, count)
      .map((i) => ({
        key: this.keys.slice(i * words, (i + 1) * words),
        packets: packets[i] as number,
        bytes: bytes[i] as number,
      }));
  }

  private byPackets(): number[] {
    const { packets } = this;
    return Array.from({ length: this.size }, (_, i) => i).sort(
      (a, b) => (packets[b] as number) - (packets[a] as number) || a - b,
    );
  }

  /** The slot of the key, or the free one where it belongs. */
  private slotOf(key: Int32Array, from: number): number {
    const { slots, keys, words } = this;
    const mask = slots.length - 1;
    let hash = this.seed;
    for (let i = 0; i < words; i++) {
      hash = Math.imul(hash ^ (key[from + i] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot] as number;
      if (index === 0) return slot;
      const at = (index - 1) * words;
      let i = 0;
      while (i < words && keys[at + i] === key[from + i]) i++;
      if (i === words) return slot;
    }
  }

  /** Makes room for a new key; gives its slot. */
  private take(free: number): number {
    let slot = free;
    if (this.size === this.most) {
      this.forget();
      slot = this.slotOf(this.key, 0);
    } else if (this.size === this.packets.length) {
      this.grow();
      slot = this.slotOf(this.key, 0);
    }
    this.keys.set(this.key, this.size * this.words);
    this.packets[this.size] = 0;
    this.bytes[this.size] = 0;
    this.slots[slot] = ++this.size;
    return slot;
  }

  private grow(): void {
    const more = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.keys = more(this.keys, new Int32Array(this.keys.length * 2));
    this.packets = more(this.packets, new Float64Array(this.packets.length * 2));
    this.bytes = more(this.bytes, new Float64Array(this.bytes.length * 2));
    this.slots = new Int32Array(this.slots.length * 2);
    this.place();
  }

  /** Half of the keys at least are forgotten: that happens seldom then. */
  private forget(): void {
    const { packets, bytes, keys, words } = this;
    const least = packets[this.byPackets()[this.size >> 1] as number] as number;
    let kept = 0;
    for (let i = 0; i < this.size; i++) {
      if ((packets[i] as number) <= least) continue;
      packets[kept] = packets[i] as number;
      bytes[kept] = bytes[i] as number;
      keys.copyWithin(kept * words, i * words, (i + 1) * words);
      kept++;
    }
    this.size = kept;
    this.rough += least;
    this.slots.fill(0);
    this.place();
  }

  private place(): void {
    const { keys, words } = this;
    for (let i = 0; i < this.size; i++) this.slots[this.slotOf(keys, i * words)] = i + 1;
  }
}

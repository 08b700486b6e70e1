import { type Block, type Interface, readInterface, readMore } from './pcapng-options.js';
import { type Damage, type Follower, LARGEST, type Records, type Slot } from './records.js';
import type { Window } from './window.js';

// Block types of draft-ietf-opsawg-pcapng. All others are passed over, and copied as they stand.
export const SECTION = 0x0a0d0d0a;
export const INTERFACE = 1;
export const OLD_PACKET = 2;
export const SIMPLE_PACKET = 3;
export const ENHANCED_PACKET = 6;
export const BYTE_ORDER = 0x1a2b3c4d;
/** More than any machine has: a file of nothing else would fill the memory. */
const MOST_INTERFACES = 1 << 14;

export function isPcapng(bytes: Uint8Array): boolean {
  if (bytes.length < 12) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return view.getUint32(0) === SECTION && byteOrder(view, 0) !== undefined;
}

function byteOrder(view: DataView, at: number): boolean | undefined {
  if (view.getUint32(at + 8, true) === BYTE_ORDER) return true;
  return view.getUint32(at + 8, false) === BYTE_ORDER ? false : undefined;
}

export class Pcapng implements Records {
  readonly format = 'pcapng';
  damage: Damage | undefined;
  from = 0;
  to = 0;
  whole = true;
  /** The block's type, its interface and where its options begin, of the packet read last. */
  type = 0;
  index = 0;
  on: Interface | undefined;
  options = 0;
  /** Of the section. */
  little = true;
  private known = true;
  private interfaces: Interface[] = [];
  /** Of all sections so far. */
  readonly declared: Interface[] = [];
  private stopped = false;
  private follower: Follower | undefined;

  constructor(private readonly window: Window) {}

  get digits(): number {
    return this.on?.ticks.digits ?? 6;
  }

  /** Where blocks stand, also when a packet was given other bytes. */
  get bytes(): Uint8Array {
    return this.window.bytes;
  }

  follow(follower: Follower): void {
    this.follower = follower;
    this.window.beforeMove = () => follower.moves();
  }

  next(slot: Slot): boolean {
    const { window } = this;
    while (!this.stopped) {
      if (!window.need(12)) return this.ends();
      const section = window.view.getUint32(window.at) === SECTION;
      if (section && !this.readSection()) return false;
      const type = window.view.getUint32(window.at, this.little);
      const size = window.view.getUint32(window.at + 4, this.little);
      const least = section ? 28 : type === INTERFACE ? 20 : 12;
      if (size < least || size % 4 !== 0) {
        return this.stops(4, `a block of type ${type} gives its length as ${size}`);
      }
      if (size > LARGEST) {
        const text = `a block of type ${type} gives its length as ${size}, more than any has`;
        return this.stops(4, text);
      }
      if (this.readBlock(slot, type, size)) return true;
    }
    return false;
  }

  private ends(): false {
    const { failure, left } = this.window;
    if (failure !== undefined) return this.stops(left, failure);
    return left > 0 ? this.stops(0, 'the file ends inside the header of a block') : false;
  }

  private readSection(): boolean {
    const { window } = this;
    const order = byteOrder(window.view, window.at);
    if (order === undefined) return this.stops(8, 'a section without the byte-order magic');
    this.little = order;
    this.interfaces = [];
    const major = window.need(14) ? window.view.getUint16(window.at + 12, order) : 1;
    this.known = major === 1;
    // Its blocks have types of which nothing is known, but lengths: the next section is found.
    if (!this.known) this.odd(12, `a section of version ${major}, only 1 is known`);
    return true;
  }

  /** Reads a block and moves behind it; tells whether it is a packet. */
  private readBlock(slot: Slot, type: number, size: number): boolean {
    const { window, little } = this;
    const whole = window.need(size);
    const { at, view } = window;
    const block = { view, little, from: at + 8, to: whole ? at + size - 4 : window.end };
    this.type = type;
    this.from = at;
    this.to = at + size;
    this.whole = whole;
    const { known } = this;
    const packet =
      known && (type === ENHANCED_PACKET || type === OLD_PACKET || type === SIMPLE_PACKET);
    const found = packet && this.readPacket(slot, block);
    if (type === INTERFACE && whole && known) this.addInterface(block);
    if (!whole) {
      const why = window.failure === undefined ? '' : ` (${window.failure})`;
      this.stops(0, `a block of ${size} bytes, the file has ${window.end - at}${why}`);
    } else if (view.getUint32(at + size - 4, little) !== size) {
      this.whole = false;
      this.stops(size - 4, `a block's two lengths differ, the first is ${size}`);
    } else if (!packet) {
      this.follower?.block(window.bytes, at, at + size);
    }
    if (!this.stopped) window.at = at + size;
    return found;
  }

  private addInterface(block: Block): void {
    if (this.interfaces.length < MOST_INTERFACES) {
      const made = readInterface(block, this.oddOption);
      this.interfaces.push(made);
      if (this.declared.length < MOST_INTERFACES) this.declared.push(made);
    } else this.stops(0, `a section of more than ${MOST_INTERFACES} interfaces`);
  }

  /** What makes no sense of one packet is told; the block around it tells where the next is. */
  private readPacket(slot: Slot, block: Block): boolean {
    const { view, little, from, to } = block;
    const { type } = this;
    const simple = type === SIMPLE_PACKET;
    const head = simple ? 4 : 20;
    if (from + head > to) {
      return this.whole && this.odd(4, `a packet block of ${to - from + 12} bytes is too short`);
    }
    const index = simple
      ? 0
      : type === OLD_PACKET
        ? view.getUint16(from, little)
        : view.getUint32(from, little);
    const on = this.interfaces[index];
    if (on === undefined) {
      const { length } = this.interfaces;
      const text = `a packet of interface ${index}, and ${length} are declared`;
      return this.odd(8, simple ? 'a packet before any interface' : text);
    }
    this.on = on;
    this.index = index;
    const len = view.getUint32(simple ? from : from + 16, little);
    // The simple block has no captured length: it is the other, cut by the interface's limit.
    const most = on.snaplen === 0 ? len : Math.min(len, on.snaplen);
    const promised = simple ? most : view.getUint32(from + 12, little);
    const start = from + head;
    const caplen = Math.min(promised, to - start);
    slot.bytes = this.window.bytes;
    slot.start = start;
    slot.end = start + caplen;
    slot.len = len;
    slot.first = undefined;
    slot.linktype = on.linktype;
    slot.timed = !simple;
    if (!simple) {
      on.ticks.read(view.getUint32(from + 4, little), view.getUint32(from + 8, little));
      slot.seconds = on.ticks.seconds;
      slot.nanoseconds = on.ticks.nanoseconds;
    }
    this.options = Math.min(to, start + ((caplen + 3) & ~3));
    slot.more =
      simple || this.options + 4 > to ? on.more : readMore(block, this.options, on, this.oddOption);
    if (this.whole && caplen < promised) {
      const text = `a packet promises ${promised} bytes, its block has room for ${caplen}`;
      this.odd(simple ? 8 : 20, text);
      this.whole = false;
    }
    return true;
  }

  /** Of a block that the file cuts off, that is told. */
  private readonly oddOption = (at: number, text: string): void => {
    if (this.whole) this.odd(at - this.window.at, text);
  };

  private odd(ahead: number, text: string): false {
    this.damage ??= { offset: this.window.offset + ahead, text };
    return false;
  }

  /** Nothing behind this makes sense; `ahead` bytes from where reading stands. */
  private stops(ahead: number, text: string): false {
    this.stopped = true;
    return this.odd(ahead, text);
  }
}

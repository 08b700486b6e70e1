import {
  ENHANCED_PACKET,
  INTERFACE,
  OLD_PACKET,
  type Pcapng,
  SECTION,
  SIMPLE_PACKET,
} from '../../input/capture/pcapng.js';
import { withoutFcs } from '../../input/capture/pcapng-options.js';
import type { Follower, Slot } from '../../input/capture/records.js';
import type { Ticks } from '../../input/capture/ticks.js';
import { InputError } from '../../input/input-error.js';
import { Gathered, Run } from './gathered.js';
import type { CopyOptions } from './pcap-copy.js';
import { putTicks, writeSection, writeSimple } from './pcapng.js';
import type { CaptureWriter } from './writer.js';

// Blocks that what follows refers to, besides sections and interfaces.
const NAMES = 4;
const SECRETS = 10;
/** So much of them is kept, to begin other files with. */
const MOST = 1 << 26;

export interface PcapngCopyOptions extends CopyOptions {
  /** Packets are left out: the section is not as long as it says. */
  readonly selected: boolean;
  /** There will be other files, each of which begins with what packets refer to. */
  readonly split: boolean;
}

/** A pcapng file out of another one: unknown blocks and options go along as they stand. */
export class PcapngCopy implements CaptureWriter, Follower {
  private out: Gathered;
  private run: Run;
  private count = 0;
  private heads: Uint8Array[] = [];
  private kept = 0;

  constructor(
    private readonly capture: Pcapng,
    private readonly options: PcapngCopyOptions,
    sink: (bytes: Uint8Array) => void,
  ) {
    this.out = new Gathered(sink);
    this.run = new Run(this.out);
    capture.follow(this);
  }

  /** Goes on in another file. */
  turn(sink: (bytes: Uint8Array) => void): void {
    this.out = new Gathered(sink);
    this.run = new Run(this.out);
    for (const head of this.heads) this.out.put(head);
  }

  get size(): number {
    return this.out.size + this.run.size;
  }

  block(bytes: Uint8Array, from: number, to: number): void {
    const { selected, edited, split, linktype, unsealed } = this.options;
    const type = new DataView(bytes.buffer, bytes.byteOffset + from).getUint32(
      0,
      this.capture.little,
    );
    const unsized = type === SECTION && (selected || edited || split);
    const framed = type === INTERFACE && linktype !== undefined;
    const told = type === INTERFACE && unsealed;
    if (!unsized && !framed && !told && !split) {
      this.run.add(bytes, from, to);
      return;
    }
    const own = bytes.slice(from, to);
    if (unsized) own.fill(0xff, 16, 24);
    if (framed) new DataView(own.buffer).setUint16(8, linktype, this.capture.little);
    const block = told ? withoutFcs(own, this.capture.little) : own;
    if (split) this.keep(type, block);
    this.run.end();
    this.out.put(block);
  }

  moves(): void {
    this.run.end();
  }

  packet(slot: Slot): void {
    const { capture } = this;
    this.count++;
    if (capture.whole && !this.options.edited) this.run.add(slot.bytes, capture.from, capture.to);
    else this.write(slot);
  }

  flush(): void {
    this.run.end();
    this.out.flush();
  }

  end(): void {
    this.run.end();
    if (this.out.size === 0) writeSection(this.out);
    this.flush();
  }

  private keep(type: number, block: Uint8Array): void {
    if (type === SECTION) {
      this.heads = [];
      this.kept = 0;
    }
    if (type !== SECTION && type !== INTERFACE && type !== NAMES && type !== SECRETS) return;
    this.kept += block.length;
    if (this.kept > MOST) {
      throw new InputError('interfaces, names and secrets of more than 64 MiB, for each new file');
    }
    this.heads.push(block);
  }

  /** The block with what was changed of the packet, and all options that it had. */
  private write(slot: Slot): void {
    const { capture, out, count } = this;
    const { little, on, type, bytes: block, from, to, whole } = capture;
    const { bytes, start, end } = slot;
    this.run.end();
    const caplen = end - start;
    const most = on?.snaplen ? Math.min(slot.len, on.snaplen) : slot.len;
    if (type === SIMPLE_PACKET && !slot.timed && caplen === most) {
      writeSimple(out, slot, little);
      return;
    }
    const optionsEnd = whole && type !== SIMPLE_PACKET ? to - 4 : capture.options;
    const rest = optionsEnd - capture.options;
    const size = 32 + ((caplen + 3) & ~3) + rest;
    const ticks = on?.ticks as Ticks;
    putTicks(ticks, slot, count);
    const at = out.head(28);
    const { view } = out;
    const old = type === OLD_PACKET;
    view.setUint32(at, old ? OLD_PACKET : ENHANCED_PACKET, little);
    view.setUint32(at + 4, size, little);
    if (old) out.bytes.set(block.subarray(from + 8, from + 12), at + 8);
    else view.setUint32(at + 8, capture.index, little);
    view.setUint32(at + 12, ticks.high, little);
    view.setUint32(at + 16, ticks.low, little);
    view.setUint32(at + 20, caplen, little);
    view.setUint32(at + 24, slot.len, little);
    out.put(bytes, start, end);
    out.pad(caplen);
    out.put(block, capture.options, optionsEnd);
    const last = out.head(4);
    view.setUint32(last, size, little);
  }
}

import {
  BYTE_ORDER,
  ENHANCED_PACKET,
  INTERFACE,
  SECTION,
  SIMPLE_PACKET,
} from '../../input/capture/pcapng.js';
import type { More, Slot } from '../../input/capture/records.js';
import { Ticks } from '../../input/capture/ticks.js';
import { InputError } from '../../input/input-error.js';
import { Gathered } from './gathered.js';
import type { CaptureWriter, WriterOptions } from './writer.js';

// Option codes of draft-ietf-opsawg-pcapng.
const COMMENT = 1;
const IF_NAME = 2;
const IF_TSRESOL = 9;
const IF_FCSLEN = 13;
const EPB_FLAGS = 2;
const ETHERNET = 1;
/** An option's length has 16 bits. */
const LONGEST = 0xffff;

interface Device {
  readonly index: number;
  readonly ticks: Ticks;
}

/** A pcapng file of our own: one section, little endian, an interface for each that is named. */
export class PcapngWriter implements CaptureWriter {
  private readonly out: Gathered;
  private readonly devices = new Map<string, Device>();
  private count = 0;
  // The device of the packet before, which is nearly always that of the next one.
  private last: Device | undefined;
  private linktype = -1;
  private name: string | undefined;
  private fcs: number | undefined;
  private digits = -1;

  constructor(
    sink: (bytes: Uint8Array) => void,
    private readonly options: WriterOptions,
  ) {
    this.out = new Gathered(sink);
  }

  get size(): number {
    return this.out.size;
  }

  packet(slot: Slot): void {
    if (this.count++ === 0) writeSection(this.out);
    const device = this.deviceOf(slot);
    const { more, timed, start, end, len } = slot;
    const plain = more?.direction === undefined && more?.comments === undefined;
    // A simple packet is one of the first interface, without a time.
    const simple = !timed && plain && device.index === 0 && len === end - start;
    if (simple) writeSimple(this.out, slot, true);
    else this.writeEnhanced(slot, device, plain ? NOTHING : optionsOf(more));
  }

  flush(): void {
    this.out.flush();
  }

  end(): void {
    if (this.count === 0) writeSection(this.out);
    this.flush();
  }

  private deviceOf(slot: Slot): Device {
    const { linktype = ETHERNET, more } = slot;
    const digits = slot.timed ? this.options.digits(slot) : this.digits;
    const name = more?.interface;
    const fcs = more?.fcs;
    const framed = linktype === this.linktype && fcs === this.fcs;
    if (this.last && framed && name === this.name && digits === this.digits) return this.last;
    this.linktype = linktype;
    this.name = name;
    this.fcs = fcs;
    this.digits = digits;
    const known = slot.timed || digits >= 0 ? digits : 6;
    const key = `${linktype} ${known} ${fcs}${name === undefined ? '' : `/${name}`}`;
    let device = this.devices.get(key);
    if (device === undefined) {
      device = { index: this.devices.size, ticks: new Ticks(10n ** BigInt(known), 0n) };
      this.devices.set(key, device);
      this.writeInterface(linktype, name, known, fcs);
    }
    this.last = device;
    return device;
  }

  private writeInterface(
    linktype: number,
    name: string | undefined,
    digits: number,
    fcs: number | undefined,
  ): void {
    const options = new Options();
    if (name !== undefined) options.text(IF_NAME, name);
    if (digits !== 6) options.add(IF_TSRESOL, Uint8Array.of(digits));
    if (fcs !== undefined) options.add(IF_FCSLEN, Uint8Array.of(fcs * 8));
    const rest = options.whole();
    const { out } = this;
    const at = out.head(16);
    begin(out, at, INTERFACE, 20 + rest.length);
    // No limit: packets come from anywhere.
    out.view.setUint32(at + 8, linktype, true);
    out.view.setUint32(at + 12, 0, true);
    out.put(rest);
    finish(out, 20 + rest.length);
  }

  private writeEnhanced(slot: Slot, { index, ticks }: Device, options: Uint8Array): void {
    const { out } = this;
    const { bytes, start, end } = slot;
    const size = 32 + round4(end - start) + options.length;
    putTicks(ticks, slot, this.count);
    const at = out.head(28);
    const { view } = out;
    begin(out, at, ENHANCED_PACKET, size);
    view.setUint32(at + 8, index, true);
    view.setUint32(at + 12, ticks.high, true);
    view.setUint32(at + 16, ticks.low, true);
    view.setUint32(at + 20, end - start, true);
    view.setUint32(at + 24, slot.len, true);
    out.put(bytes, start, end);
    out.pad(end - start);
    out.put(options);
    finish(out, size);
  }
}

const NOTHING = new Uint8Array(0);

const round4 = (count: number): number => (count + 3) & ~3;

function begin({ view }: Gathered, at: number, type: number, size: number): void {
  view.setUint32(at, type, true);
  view.setUint32(at + 4, size, true);
}

function finish(out: Gathered, size: number): void {
  const at = out.head(4);
  out.view.setUint32(at, size, true);
}

export function writeSection(out: Gathered): void {
  const at = out.head(24);
  begin(out, at, SECTION, 28);
  out.view.setUint32(at + 8, BYTE_ORDER, true);
  out.view.setUint32(at + 12, 1, true);
  // How long it is, is not known.
  out.view.setInt32(at + 16, -1, true);
  out.view.setInt32(at + 20, -1, true);
  finish(out, 28);
}

/** A packet without time and options: as much of it as its interface's limit lets through. */
export function writeSimple(
  out: Gathered,
  { bytes, start, end, len }: Slot,
  little: boolean,
): void {
  const size = 16 + round4(end - start);
  const { view } = out;
  const at = out.head(12);
  view.setUint32(at, SIMPLE_PACKET, little);
  view.setUint32(at + 4, size, little);
  view.setUint32(at + 8, len, little);
  out.put(bytes, start, end);
  out.pad(end - start);
  view.setUint32(out.head(4), size, little);
}

/** The two halves of a packet's time, in its interface's ticks. */
export function putTicks(ticks: Ticks, { timed, seconds, nanoseconds }: Slot, count: number): void {
  if (!timed) {
    ticks.high = ticks.low = 0;
  } else if (!ticks.write(seconds, nanoseconds)) {
    throw new InputError(
      `pcapng holds no time ${seconds} seconds after 1970, as packet ${count} has it`,
      '--shift or --set-times changes it',
    );
  }
}

/** Options one after another, each filled up to four bytes, and the one that ends them. */
class Options {
  private readonly parts: Uint8Array[] = [];

  text(code: number, text: string): void {
    // A cut through a letter leaves bytes that are none.
    this.add(code, new TextEncoder().encode(text).subarray(0, LONGEST));
  }

  add(code: number, value: Uint8Array): void {
    const part = new Uint8Array(4 + round4(value.length));
    const view = new DataView(part.buffer);
    view.setUint16(0, code, true);
    view.setUint16(2, value.length, true);
    part.set(value, 4);
    this.parts.push(part);
  }

  whole(): Uint8Array {
    return this.parts.length ? Buffer.concat([...this.parts, new Uint8Array(4)]) : NOTHING;
  }
}

function optionsOf({ comments = [], direction }: More = {}): Uint8Array {
  const options = new Options();
  for (const comment of comments) options.text(COMMENT, comment);
  if (direction) options.add(EPB_FLAGS, Uint8Array.of(direction === 'in' ? 1 : 2, 0, 0, 0));
  return options.whole();
}

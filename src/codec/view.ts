import type { Catalog } from './catalog.js';
import { Cuts, dissect } from './dissect.js';
import { fcsHere } from './frame.js';
import { decodeWith, type Frame, type Packet } from './packet.js';
import type { Protocol } from './protocol.js';

/**
 * A packet where it lies in a larger buffer: one object serves all packets of a run, so that none
 * is made for a packet that is only passed by.
 */
export class View {
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  readonly cuts = new Cuts();
  number = 0;
  /** Since 1970; `timed` is false where the input has no time. */
  timed = false;
  seconds = 0;
  nanoseconds = 0;
  /** On the wire. */
  len = 0;
  linktype: number | undefined;
  /** The first protocol's name, where the input tells. */
  first: string | undefined;
  /** What else is known of the frame. */
  more: Partial<Frame> | undefined;
  private protocol: Protocol;
  private made: Packet | undefined;

  constructor(readonly catalog: Catalog) {
    this.protocol = catalog.data;
  }

  /** Of a packet that is there already. */
  static of(packet: Packet): View {
    const { catalog, bytes, frame, layers } = packet;
    const view = new View(catalog);
    view.number = frame.number ?? 1;
    view.len = frame.len;
    view.linktype = frame.linktype;
    view.more = frame;
    setTime(view, frame.time);
    view.place(bytes, 0, bytes.length).locate(layers[0]?.protocol ?? catalog.data);
    view.made = packet;
    return view;
  }

  /** Where the packet is. */
  place(bytes: Uint8Array, start: number, end: number): this {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    return this;
  }

  /** Finds its layers. */
  locate(first: Protocol): void {
    this.protocol = first;
    this.made = undefined;
    this.cuts.fcs = fcsHere(this.more?.fcs, this.len, this.end - this.start);
    dissect(this.bytes, this.start, this.end, first, this.catalog, this.cuts);
  }

  get time(): string | undefined {
    return this.timed ? timeText(this.seconds, this.nanoseconds) : undefined;
  }

  /** The packet with all that can be asked of one. */
  packet(): Packet {
    this.made ??= this.whole();
    return this.made;
  }

  private whole(): Packet {
    const { bytes, start, end, number, len, linktype, time } = this;
    const own = start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
    const frame: Frame = {
      number,
      ...(time === undefined ? {} : { time }),
      len,
      caplen: own.length,
      ...(linktype === undefined ? {} : { linktype }),
      ...this.more,
    };
    return decodeWith(this.catalog, this.protocol, own, frame);
  }
}

/** Seconds with nanoseconds: no number holds both exactly. */
export const timeText = (seconds: number, nanoseconds: number): string =>
  `${seconds}.${String(nanoseconds).padStart(9, '0')}`;

/** From seconds with nine decimals. */
export function setTime(
  slot: { timed: boolean; seconds: number; nanoseconds: number },
  text: string | undefined,
): void {
  const all = text ?? '0';
  const dot = all.indexOf('.');
  slot.timed = text !== undefined;
  slot.seconds = Number(dot < 0 ? all : all.slice(0, dot));
  slot.nanoseconds = dot < 0 ? 0 : Number(all.slice(dot + 1).padEnd(9, '0'));
}

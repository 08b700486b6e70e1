import type { More } from './records.js';
import { Ticks } from './ticks.js';

// Option codes of draft-ietf-opsawg-pcapng.
const COMMENT = 1;
const IF_NAME = 2;
const IF_TSRESOL = 9;
const IF_FCSLEN = 13;
const IF_TSOFFSET = 14;
const EPB_FLAGS = 2;
/** Ticks of a microsecond, where an interface says nothing else. */
const USUAL = 1_000_000n;
/** No name is longer; a file of long names would fill the memory. */
const LONGEST_NAME = 1024;

export interface Interface {
  readonly linktype: number;
  readonly snaplen: number;
  readonly ticks: Ticks;
  readonly name: string | undefined;
  /** What a packet without options of its own has. */
  readonly more: More | undefined;
}

/** A block's body, as far as the stream goes. */
export interface Block {
  readonly view: DataView;
  readonly little: boolean;
  readonly from: number;
  readonly to: number;
}

type Found = (code: number, from: number, length: number) => void;

/** What is said of an option that promises more than its block has; where its length stands. */
export type Odd = (at: number, text: string) => void;

/** Calls for each option from `at` on; what does not fit ends them. */
function eachOption({ view, little, to }: Block, start: number, found: Found, odd?: Odd): void {
  for (let at = start; at + 4 <= to; ) {
    const code = view.getUint16(at, little);
    const length = view.getUint16(at + 2, little);
    const room = to - at - 4;
    if (code === 0) return;
    if (length > room) {
      odd?.(at + 2, `an option promises ${length} bytes, its block has room for ${room}`);
      return;
    }
    found(code, at + 4, length);
    at += 4 + ((length + 3) & ~3);
  }
}

export function readInterface(block: Block, odd: Odd): Interface {
  const { view, little, from } = block;
  let rate = USUAL;
  let offset = 0n;
  let name: string | undefined;
  let fcs: number | undefined;
  eachOption(
    block,
    from + 8,
    (code, at, length) => {
      if (code === IF_TSRESOL && length === 1) {
        const power = view.getUint8(at);
        rate = (power & 0x80 ? 2n : 10n) ** BigInt(power & 0x7f);
      } else if (code === IF_TSOFFSET && length === 8) {
        offset = view.getBigInt64(at, little);
      } else if (code === IF_FCSLEN && length === 1) {
        // In bits, says the draft; some write bytes, as Wireshark reads what is too small for bits.
        const told = view.getUint8(at);
        fcs = told < 8 ? told : told >> 3;
      } else if (code === IF_NAME) {
        name = textAt(view, at, Math.min(length, LONGEST_NAME));
      }
    },
    odd,
  );
  const more: More = {
    ...(name === undefined ? {} : { interface: name }),
    ...(fcs === undefined ? {} : { fcs }),
  };
  return {
    linktype: view.getUint16(from, little),
    snaplen: view.getUint32(from + 4, little),
    ticks: new Ticks(rate, offset),
    name,
    more: Object.keys(more).length ? more : undefined,
  };
}

/** An interface's whole block without what it tells of check sequences. */
export function withoutFcs(block: Uint8Array, little: boolean): Uint8Array {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  let [start, end] = [0, 0];
  eachOption({ view, little, from: 8, to: block.length - 4 }, 16, (code, at, length) => {
    if (code === IF_FCSLEN) [start, end] = [at - 4, at + ((length + 3) & ~3)];
  });
  if (end === 0) return block;
  const rest = Buffer.concat([block.subarray(0, start), block.subarray(end)]);
  const size = new DataView(rest.buffer, rest.byteOffset, rest.length);
  size.setUint32(4, rest.length, little);
  size.setUint32(rest.length - 4, rest.length, little);
  return rest;
}

/** What the options of a packet block say, beside the name of its interface. */
export function readMore(block: Block, start: number, on: Interface, odd?: Odd): More | undefined {
  const { view, little } = block;
  const comments: string[] = [];
  let direction: 'in' | 'out' | undefined;
  let fcs: number | undefined;
  eachOption(
    block,
    start,
    (code, at, length) => {
      if (code === COMMENT) comments.push(textAt(view, at, length));
      else if (code === EPB_FLAGS && length === 4) {
        const flags = view.getUint32(at, little);
        const way = flags & 3;
        direction = way === 1 ? 'in' : way === 2 ? 'out' : undefined;
        // 0: not told here.
        fcs = (flags >> 5) & 15 || undefined;
      }
    },
    odd,
  );
  if (direction === undefined && fcs === undefined && comments.length === 0) return on.more;
  return {
    ...on.more,
    ...(direction === undefined ? {} : { direction }),
    ...(comments.length === 0 ? {} : { comments }),
    ...(fcs === undefined ? {} : { fcs }),
  };
}

function textAt(view: DataView, at: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
}

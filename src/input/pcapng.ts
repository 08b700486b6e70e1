import type { Frame, Report } from './capture.js';

// Block types and option codes of draft-ietf-opsawg-pcapng.
const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const OLD_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;
const BYTE_ORDER = 0x1a2b3c4d;

interface Interface {
  readonly linktype: number;
  readonly snaplen: number;
  /** Ticks a second. */
  readonly rate: bigint;
  /** Seconds to add. */
  readonly offset: bigint;
}

/** A block cut out of the file: `from` to `to` is its body, as far as the file goes. */
interface Block {
  readonly view: DataView;
  readonly little: boolean;
  readonly from: number;
  readonly to: number;
}

/** A packet block: where its data starts, how much it promises, how much of that is here. */
interface Found {
  readonly start: number;
  readonly promised: number;
  readonly len: number;
  readonly linktype: number;
  readonly time?: string;
}

export function isPcapng(bytes: Uint8Array): boolean {
  if (bytes.length < 12) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return view.getUint32(0) === SECTION && byteOrder(view, 0) !== undefined;
}

function byteOrder(view: DataView, at: number): boolean | undefined {
  if (view.getUint32(at + 8, true) === BYTE_ORDER) return true;
  return view.getUint32(at + 8, false) === BYTE_ORDER ? false : undefined;
}

function readInterface({ view, little, from, to }: Block): Interface {
  let rate = 1_000_000n;
  let offset = 0n;
  for (let at = from + 8; at + 4 <= to; ) {
    const code = view.getUint16(at, little);
    const length = view.getUint16(at + 2, little);
    const value = at + 4;
    if (code === 0 || value + length > to) break;
    if (code === IF_TSRESOL && length === 1) {
      const power = view.getUint8(value);
      rate = (power & 0x80 ? 2n : 10n) ** BigInt(power & 0x7f);
    } else if (code === IF_TSOFFSET && length === 8) {
      offset = view.getBigInt64(value, little);
    }
    at = value + ((length + 3) & ~3);
  }
  return {
    linktype: view.getUint16(from, little),
    snaplen: view.getUint32(from + 4, little),
    rate,
    offset,
  };
}

function timeText(block: Block, at: number, { rate, offset }: Interface): string {
  const { view, little } = block;
  const high = BigInt(view.getUint32(at, little));
  const ticks = (high << 32n) | BigInt(view.getUint32(at + 4, little));
  const nanos = ((ticks % rate) * 1_000_000_000n) / rate;
  return `${ticks / rate + offset}.${String(nanos).padStart(9, '0')}`;
}

/** A packet block's facts; a text where it cannot be one; undefined where the file ends in it. */
function readPacket(
  type: number,
  block: Block,
  interfaces: readonly Interface[],
): Found | string | undefined {
  const { view, little, from, to } = block;
  if (type === SIMPLE_PACKET) {
    if (from + 4 > to) return undefined;
    const first = interfaces[0];
    if (first === undefined) return 'a packet before any interface';
    const len = view.getUint32(from, little);
    // The block has no captured length: it is the original one, cut by the interface's limit.
    const promised = first.snaplen === 0 ? len : Math.min(len, first.snaplen);
    return { start: from + 4, promised, len, linktype: first.linktype };
  }
  if (from + 20 > to) return undefined;
  const index = type === OLD_PACKET ? view.getUint16(from, little) : view.getUint32(from, little);
  const on = interfaces[index];
  if (on === undefined) {
    return `a packet of interface ${index}, and ${interfaces.length} are declared`;
  }
  return {
    start: from + 20,
    promised: view.getUint32(from + 12, little),
    len: view.getUint32(from + 16, little),
    linktype: on.linktype,
    time: timeText(block, from + 4, on),
  };
}

export function* readPcapng(bytes: Uint8Array, report: Report): Generator<Frame> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let interfaces: Interface[] = [];
  let little = true;
  let number = 1;
  for (let at = 0; at < bytes.length; ) {
    if (at + 12 > bytes.length) {
      report({ offset: at, text: 'the file ends inside the header of a block' });
      return;
    }
    const section = view.getUint32(at) === SECTION;
    if (section) {
      const order = byteOrder(view, at);
      if (order === undefined) {
        report({ offset: at + 8, text: 'a section without the byte-order magic' });
        return;
      }
      little = order;
      interfaces = [];
      const major = at + 14 <= bytes.length ? view.getUint16(at + 12, little) : 1;
      if (major !== 1) {
        report({ offset: at + 12, text: `a section of version ${major}, only 1 is known` });
        return;
      }
    }
    const type = view.getUint32(at, little);
    const size = view.getUint32(at + 4, little);
    const least = section ? 28 : type === INTERFACE ? 20 : 12;
    if (size < least || size % 4 !== 0) {
      report({ offset: at + 4, text: `a block of type ${type} gives its length as ${size}` });
      return;
    }
    const whole = at + size <= bytes.length;
    const to = whole ? at + size - 4 : bytes.length;
    const block = { view, little, from: at + 8, to };
    if (type === INTERFACE && whole) interfaces.push(readInterface(block));
    if (type === ENHANCED_PACKET || type === OLD_PACKET || type === SIMPLE_PACKET) {
      const found = readPacket(type, block, interfaces);
      if (typeof found === 'string') {
        report({ offset: at, text: found });
        return;
      }
      if (found === undefined && whole) {
        report({ offset: at + 4, text: `a packet block of ${size} bytes is too short` });
        return;
      }
      if (found !== undefined) {
        const { start, promised, ...facts } = found;
        const caplen = Math.min(promised, to - start);
        yield { number, bytes: bytes.subarray(start, start + caplen), caplen, ...facts };
        number++;
        if (whole && caplen < promised) {
          const text = `a packet promises ${promised} bytes, its block has room for ${caplen}`;
          report({ offset: at, text });
          return;
        }
      }
    }
    if (!whole) {
      report({ offset: at, text: `a block of ${size} bytes, the file has ${bytes.length - at}` });
      return;
    }
    if (view.getUint32(at + size - 4, little) !== size) {
      report({ offset: at + size - 4, text: `a block's two lengths differ, the first is ${size}` });
      return;
    }
    at += size;
  }
}

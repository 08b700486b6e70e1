// Numbers as digits, straight into a buffer: no string in between. Up to three bytes behind them
// are overwritten.

export const HEX = Uint8Array.from('0123456789abcdef', (c) => c.charCodeAt(0));

/** Writes a number from 0 to 2^53, and tells where it ends. */
export function putDecimal(view: DataView, at: number, value: number): number {
  if (value < 10_000) {
    view.setInt32(at, FOURS[value] || four(value), true);
    return at + (value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4);
  }
  const high = Math.floor(value / 10_000);
  const end = putDecimal(view, at, high);
  const low = value - high * 10_000;
  return putDigits4(view, end, low);
}

/** Four digits, with zeros before. */
export function putDigits4(view: DataView, at: number, value: number): number {
  view.setInt32(at, value < 1000 ? padded(value) : FOURS[value] || four(value), true);
  return at + 4;
}

/** No more at once: so much room is to be there. */
export const HEX_CHUNK = 2048;
/** The four digits of each two bytes, the first one lowest. */
let pairs: Int32Array | undefined;
/** To ask bytes for their buffer, and to make a view of it, takes long: it is often the same. */
let lately: Uint8Array = new Uint8Array(0);
let source: DataView<ArrayBufferLike> = new DataView(lately.buffer);

/** Writes `0a0b…`, and tells where it ends. */
export function putHex(
  view: DataView,
  start: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): number {
  let at = start;
  let i = from;
  if (to - from >= FEW) {
    pairs ??= makePairs();
    if (bytes !== lately) {
      lately = bytes;
      source = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    for (; i < to - 1; i += 2, at += 4) {
      view.setInt32(at, pairs[source.getUint16(i, true)] as number, true);
    }
  }
  for (; i < to; i++, at += 2) view.setInt16(at, digits(bytes[i] as number), true);
  return at;
}

/** Fewer bytes are no reason to make the table. */
const FEW = 64;
const digits = (byte: number): number =>
  (HEX[byte >> 4] as number) | ((HEX[byte & 15] as number) << 8);

function makePairs(): Int32Array {
  const made = new Int32Array(1 << 16);
  for (let i = 0; i < made.length; i++) made[i] = digits(i & 255) | (digits(i >> 8) << 16);
  return made;
}

/** Up to four digits in one word each, made when a number is first met. */
const FOURS = new Int32Array(10_000);

function four(value: number): number {
  let packed = 0;
  for (const digit of String(value).split('').reverse()) packed = (packed << 8) | (48 + +digit);
  FOURS[value] = packed;
  return packed;
}

function padded(value: number): number {
  const hundreds = (value / 100) | 0;
  const tens = ((value / 10) | 0) % 10;
  return 0x30303030 | (hundreds << 8) | (tens << 16) | ((value % 10) << 24);
}

// Numbers as digits, straight into a buffer: no string in between. Up to three bytes behind them
// are overwritten. The tables are small: large ones would not stay where reading them is quick.

export const HEX = new Uint8Array(16);
for (let i = 0; i < 16; i++) HEX[i] = i + (i < 10 ? 48 : 87);

/** Two decimal digits in one number, the first one lowest. */
const TENS = new Uint16Array(100);
for (let i = 0; i < 100; i++) TENS[i] = 48 + ((i / 10) | 0) + ((48 + (i % 10)) << 8);

/** Two hex digits, in the same way; the same in the upper half of a word. */
const PAIRS = new Int32Array(256);
const UPPER = new Int32Array(256);
for (let i = 0; i < 256; i++) {
  PAIRS[i] = (HEX[i >> 4] as number) | ((HEX[i & 15] as number) << 8);
  UPPER[i] = (PAIRS[i] as number) << 16;
}

/** Four digits, with zeros before; for integers under 10,000. */
function four(value: number): number {
  const high = (Math.imul(value, 5243) >>> 19) | 0;
  return (TENS[high] as number) | ((TENS[(value - Math.imul(high, 100)) | 0] as number) << 16);
}

/** Writes a number from 0 to 2^53, and tells where it ends. */
export function putDecimal(view: DataView, at: number, value: number): number {
  if (value <= 0xffffffff) return putWord(view, at, value >>> 0);
  const high = Math.floor(value / 10_000);
  return putDigits4(view, putDecimal(view, at, high), value - high * 10_000);
}

/**
 * The same of the four bytes at `from`: a large number that goes from one function to another
 * becomes an object on its way.
 */
export function putUint32(view: DataView, at: number, bytes: Uint8Array, from: number): number {
  const high = ((bytes[from] as number) << 24) | ((bytes[from + 1] as number) << 16);
  return putWord(view, at, high | ((bytes[from + 2] as number) << 8) | (bytes[from + 3] as number));
}

/** The same of 32 bits: as whole numbers of these it is divided much faster. */
export function putWord(view: DataView, start: number, word: number): number {
  let first = word;
  let middle = -1;
  let last = -1;
  if (word < 0 || word >= 10_000) {
    first = ((word >>> 0) / 10_000) | 0;
    last = (word - Math.imul(first, 10_000)) | 0;
    if (first >= 10_000) {
      const high = (first / 10_000) | 0;
      middle = (first - Math.imul(high, 10_000)) | 0;
      first = high;
    }
  }
  // Each kind of digits at one place: what is called at many is not taken in by the compiler.
  let at = putFirst(view, start, first);
  if (last < 0) return at;
  if (middle >= 0) {
    view.setInt32(at, four(middle), true);
    at += 4;
  }
  view.setInt32(at, four(last), true);
  return at + 4;
}

/**
 * Up to four digits, without zeros before. No branch by their count, which is beyond guessing: the
 * lowest bit that is set tells where the first digit that is no zero stands.
 */
function putFirst(view: DataView, at: number, value: number): number {
  const packed = four(value);
  const digits = (packed & 0x0f0f0f0f) | 0x01000000;
  const zeros = (31 - Math.clz32(digits & -digits)) >> 3;
  view.setInt32(at, packed >>> (zeros << 3), true);
  return (at + 4 - zeros) | 0;
}

/** Four digits, with zeros before. */
export function putDigits4(view: DataView, at: number, value: number): number {
  view.setInt32(at, four(value | 0), true);
  return at + 4;
}

/** `192.`: the length in the table beside it. */
const DOTTED = new Int32Array(256);
const DOTTED_SIZE = new Uint8Array(256);
for (let i = 0; i < 256; i++) {
  const tens = TENS[i % 100] as number;
  const size = i < 10 ? 2 : i < 100 ? 3 : 4;
  const digits = i < 10 ? tens >> 8 : i < 100 ? tens : (48 + ((i / 100) | 0)) | (tens << 8);
  DOTTED[i] = digits | (46 << (8 * (size - 1)));
  DOTTED_SIZE[i] = size;
}

/** `192.0.2.1`, from the four bytes at `from`. */
export function putIpv4(view: DataView, start: number, bytes: Uint8Array, from: number): number {
  let at = start;
  for (let i = from; i < from + 4; i++) {
    const value = bytes[i] as number;
    view.setInt32(at, DOTTED[value] as number, true);
    at += DOTTED_SIZE[value] as number;
  }
  return at - 1;
}

const COLON = 58 << 16;

/** `02:00:00:00:00:01`, from the six bytes at `from`. */
export function putMac(view: DataView, at: number, bytes: Uint8Array, from: number): number {
  view.setInt32(at, (PAIRS[bytes[from] as number] as number) | COLON, true);
  view.setInt32(at + 3, (PAIRS[bytes[from + 1] as number] as number) | COLON, true);
  view.setInt32(at + 6, (PAIRS[bytes[from + 2] as number] as number) | COLON, true);
  view.setInt32(at + 9, (PAIRS[bytes[from + 3] as number] as number) | COLON, true);
  view.setInt32(at + 12, (PAIRS[bytes[from + 4] as number] as number) | COLON, true);
  view.setInt16(at + 15, PAIRS[bytes[from + 5] as number] as number, true);
  return at + 17;
}

/** No more at once: so much room is to be there. */
export const HEX_CHUNK = 2048;
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
  if (bytes !== lately) {
    lately = bytes;
    source = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
  // As variables of this function they are known to stay the same from one step to the next.
  const pairs = PAIRS;
  const upper = UPPER;
  const words = source;
  for (const last = to - 7; i < last; i += 8, at += 16) {
    const word = words.getInt32(i, true);
    const next = words.getInt32(i + 4, true);
    view.setInt32(at, (pairs[word & 255] as number) | (upper[(word >> 8) & 255] as number), true);
    view.setInt32(
      at + 4,
      (pairs[(word >> 16) & 255] as number) | (upper[word >>> 24] as number),
      true,
    );
    view.setInt32(
      at + 8,
      (pairs[next & 255] as number) | (upper[(next >> 8) & 255] as number),
      true,
    );
    view.setInt32(
      at + 12,
      (pairs[(next >> 16) & 255] as number) | (upper[next >>> 24] as number),
      true,
    );
  }
  for (; i < to; i++, at += 2) view.setInt16(at, PAIRS[bytes[i] as number] as number, true);
  return at;
}

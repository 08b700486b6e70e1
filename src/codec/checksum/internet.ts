import { type Sum, sumOf } from './room.js';

/** One view serves all packets of a buffer: making one costs as much as summing a small header. */
let viewed: ArrayBufferLike | undefined;
let view: DataView<ArrayBufferLike> = new DataView(new ArrayBuffer(0));
let fast: Sum | undefined;
/** Whose they are: to ask bytes for their buffer takes long as well. */
let lately: Uint8Array | undefined;
/** Fewer bytes are added up before a view would be at hand. */
const SHORT = 32;

/** The 16-bit words of `bytes[from]` to before `bytes[to]`, added and folded (RFC 1071). */
export function sum16(bytes: Uint8Array, from: number, to: number): number {
  if (to - from <= SHORT) return sumShort(bytes, from, to);
  if (bytes !== lately) {
    lately = bytes;
    if (bytes.buffer !== viewed) {
      viewed = bytes.buffer;
      view = new DataView(viewed);
      fast = sumOf(viewed);
    }
  }
  const start = from + bytes.byteOffset;
  const end = to + bytes.byteOffset;
  return fast === undefined ? sumViewed(start, end) : fast(start, end);
}

function sumViewed(start: number, end: number): number {
  let a = 0;
  let b = 0;
  let i = start;
  // Little-endian words: the sum is that of the swapped bytes (RFC 1071, 2 (B)). Additions that do
  // not wait for each other are made at the same time.
  for (const last = end - 31; i < last; i += 32) {
    const even = view.getUint32(i, true) + view.getUint32(i + 8, true);
    const odd = view.getUint32(i + 4, true) + view.getUint32(i + 12, true);
    a += even + (view.getUint32(i + 16, true) + view.getUint32(i + 24, true));
    b += odd + (view.getUint32(i + 20, true) + view.getUint32(i + 28, true));
  }
  for (const last = end - 3; i < last; i += 4) a += view.getUint32(i, true);
  let sum = a + b;
  if (end - i > 1) {
    sum += view.getUint16(i, true);
    i += 2;
  }
  if (i < end) sum += view.getUint8(i);
  const folded = fold(sum);
  return ((folded & 0xff) << 8) | (folded >> 8);
}

function sumShort(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  let i = from;
  for (const last = to - 1; i < last; i += 2) {
    sum += ((bytes[i] as number) << 8) | (bytes[i + 1] as number);
  }
  if (i < to) sum += (bytes[i] as number) << 8;
  return fold(sum);
}

/** The one's complement sum in 16 bits; exact for anything under 2^48. */
export function fold(sum: number): number {
  let s = sum;
  while (s > 0xffffffff) s -= Math.floor(s / 0x10000) * 0xffff;
  // The first may carry.
  s = (s >>> 16) + (s & 0xffff);
  return (s >>> 16) + (s & 0xffff);
}

/** Sums of so many bytes are exact in a double. */
const CHUNK = 2 ** 20;

/** The Internet checksum of several pieces one after another. */
export function internetChecksum(...pieces: readonly Uint8Array[]): number {
  let sum = 0;
  let odd = false;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += CHUNK) {
      const part = sum16(piece, from, Math.min(piece.length, from + CHUNK));
      // Behind an odd number of bytes high and low change places (RFC 1071, 2 (B)).
      sum = fold(sum + (odd ? ((part & 0xff) << 8) | (part >> 8) : part));
    }
    if (piece.length % 2) odd = !odd;
  }
  return ~sum & 0xffff;
}

/** RFC 1624, equation 3: the checksum after one 16-bit word was changed. */
export function updateChecksum(checksum: number, before: number, after: number): number {
  return ~fold((~checksum & 0xffff) + (~before & 0xffff) + after) & 0xffff;
}

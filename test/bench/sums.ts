/** RFC 1071's sum of big-endian words, folded, not complemented. */
export function foldedSum(b: Uint8Array, from: number, to: number, begin = 0): number {
  let sum = begin;
  for (let i = from; i + 1 < to; i += 2) sum += ((b[i] as number) << 8) | (b[i + 1] as number);
  if ((to - from) % 2) sum += (b[to - 1] as number) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return sum;
}

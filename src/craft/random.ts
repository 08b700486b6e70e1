/** 32 bits that a seed and a place decide: the same on every machine, each place on its own. */
export function randomAt(seed: number, place: number): number {
  // The mixing of SplitMix, in 32 bits.
  let x = (Math.imul(place + 1, 0x9e3779b9) ^ Math.imul(seed, 0x85ebca6b)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

export function randomBytes(seed: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => randomAt(seed, i) & 255);
}

/** A name as a number, so that each field has values of its own. */
export function seedOf(name: string, seed: number): number {
  let sum = seed;
  for (const letter of name) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}

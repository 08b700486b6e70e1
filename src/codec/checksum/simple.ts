/** Fletcher's checksum of 16 bits (RFC 1146, 8-bit sums modulo 255). */
export function fletcher16(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let a = 0;
  let b = 0;
  for (let i = from; i < to; i++) {
    a = (a + (bytes[i] as number)) % 255;
    b = (b + a) % 255;
  }
  return (b << 8) | a;
}

/** Adler-32 (RFC 1950, section 8.2). */
export function adler32(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let a = 1;
  let b = 0;
  for (let i = from; i < to; i++) {
    a = (a + (bytes[i] as number)) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

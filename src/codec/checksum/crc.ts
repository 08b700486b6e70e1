/** Tables for reflected 32-bit CRCs, made when first needed. */
const tables = new Map<number, Uint32Array>();

function table(polynomial: number): Uint32Array {
  let found = tables.get(polynomial);
  if (found) return found;
  found = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    let c = i;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ polynomial : c >>> 1;
    found[i] = c;
  }
  tables.set(polynomial, found);
  return found;
}

function crc(polynomial: number) {
  /** `from` to before `to`; the bytes from `hole` on, `holeSize` of them, count as zero. */
  return (bytes: Uint8Array, from = 0, to = bytes.length, hole = to, holeSize = 0): number => {
    const t = table(polynomial);
    let c = 0xffffffff;
    for (let i = from; i < to; i++) {
      const byte = i >= hole && i < hole + holeSize ? 0 : (bytes[i] as number);
      c = (t[(c ^ byte) & 255] as number) ^ (c >>> 8);
    }
    return ~c >>> 0;
  };
}

/** IEEE 802.3's frame check sequence, before it is put on the wire low byte first. */
export const crc32 = crc(0xedb88320);
/** Castagnoli's, of SCTP (RFC 9260, appendix A) and iSCSI. */
export const crc32c = crc(0x82f63b78);

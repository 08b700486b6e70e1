import type { Seal } from './seal.js';

/** Whatever stands in the header, the same part of the layer is covered. */
export function coversAll(seal: Seal): boolean {
  return [0, 0xff].every((byte) => {
    const bytes = new Uint8Array(HEADER).fill(byte);
    const sealed = { bytes, start: 0, body: HEADER, end: FAR, at: 0, addresses: undefined };
    return seal.endOf(sealed) === (seal.header ? HEADER : FAR);
  });
}

/** As long as any fixed head. */
const HEADER = 64;
/** Further than any layer ends. */
const FAR = 2 ** 30;

import type { Out } from '../codec/out.js';

const utf8 = new TextEncoder();

/**
 * Writes text where room was made for it, if it is as plain as JSON needs it and ends before
 * `most`: what is written may be taken back.
 */
export function ascii(out: Out, text: string, most: number): boolean {
  const { bytes, at } = out;
  const { length } = text;
  if (at + length > most) return false;
  const { read, written } = utf8.encodeInto(text, bytes.subarray(at, most));
  // DEL is the one sign of ASCII that JSON leaves as it is, and a terminal does not show.
  if (read !== length || written !== length || text.includes('\x7f')) return false;
  out.at = at + length;
  return true;
}

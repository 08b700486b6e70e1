import type { Dialect } from './dialect.js';
import { plains } from './plain.js';
import { through } from './through.js';

/** `$45`, `&H45`, `45h`, `16#45#`, as assemblers, Pascal, BASIC and Ada write a byte in hex. */
const BYTE = String.raw`(?:\$[\da-f]{1,2}|&h[\da-f]{1,2}|0?[\da-f]{2}h|16#[\da-f]{1,2}#)`;
/** Of a line: its number or label, and what says that bytes follow. */
const LEAD = String.raw`(?:[\w.]+:?\s+){0,2}?(?:\.?(?:db|defb|fcb|byte|data|dc\.b)\s+)?`;
const LINE = new RegExp(
  String.raw`^(\s*${LEAD})(${BYTE}(?:[\s,]+${BYTE})*)\s*,?\s*(?:;.*|_)?$`,
  'i',
);
const DIGITS = /\$([\da-f]{1,2})|&h([\da-f]{1,2})|0?([\da-f]{2})h|16#([\da-f]{1,2})#/gi;

/** The same line with digits alone, each byte where it stood. */
function plainly(line: string): string {
  const [, lead, bytes] = LINE.exec(line) ?? [];
  if (lead === undefined || bytes === undefined) return line;
  const digits = bytes.replace(DIGITS, (all, ...found: (string | undefined)[]) => {
    const own = found.slice(0, 4).find((one) => one !== undefined) ?? '';
    return own.padStart(2, '0').padStart(all.length);
  });
  return ' '.repeat(lead.length) + digits;
}

const [hex] = plains as [Dialect];

/** Bytes with a mark that says that they are hex, as others than C write it. */
export const assembler: Dialect = {
  ...through(hex, plainly),
  name: 'hex of assemblers',
  likes(sample) {
    const lines = sample.filter((line) => line.trim() !== '').map((line) => line.slice(0, 4096));
    if (!LINE.test(lines[0] ?? '')) return 0;
    return 0.5 + (0.46 * lines.filter((line) => LINE.test(line)).length) / lines.length;
  },
};

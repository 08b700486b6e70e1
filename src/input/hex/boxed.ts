import type { Dialect } from './dialect.js';
import { rowDialect } from './row-dialect.js';
import { through } from './through.js';

const offsetInBox = { start: /^\s*\|([0-9a-f]{8})\| +(?=[0-9a-f]{2})/i, group: 1 } as const;

/** A row of hexyl up to its text, in which it has signs of its own for what is no letter. */
const HEXYL = /^\s*[│|][0-9a-f]{8}[│|] (?:[0-9a-f]{2} | {3}){8}[┊|][0-9a-f ]*/i;

/** Rows between lines that are drawn. */
export const boxed: readonly Dialect[] = [
  through(rowDialect({ ...offsetInBox, name: 'hexyl', bare: true, sure: 0.96 }), (line) => {
    const [bytes] = HEXYL.exec(line) ?? [];
    return bytes === undefined ? '' : bytes.replace(/[│┊]/g, '|').replace(/\|([^|]*)$/, ' $1');
  }),
  rowDialect({ ...offsetInBox, name: 'Netty ByteBuf', fence: '|' }),
  // PowerShell 7: one space parts the text from the bytes.
  through(
    rowDialect({ name: 'Format-Hex', start: /^\s*([0-9a-f]{16}) (?=[0-9a-f]{2} )/i, group: 1 }),
    (line) => (/^[0-9a-f]{16} /i.test(line) ? line.slice(0, 64) : ''),
  ),
  through(
    rowDialect({
      name: 'decimal numbers',
      start: /^\s*(?=\d)/,
      group: 1,
      bare: true,
      numbers: { radix: 10 },
      sure: 0.86,
      // Numbers of two digits could be hex.
      when: ({ first, others }, sample) =>
        others === 0 && first.length >= 14 && sample.some((line) => /\b(?:\d|\d{3})\b/.test(line)),
    }),
    (line) => line.replace(/[[\],]/g, ' '),
  ),
  through(
    rowDialect({ name: 'hex in angle brackets', start: /^\s*(?=[0-9a-f]{8})/i, bare: true }),
    (line) => (/^\s*<[0-9a-f ]+>\s*$/i.test(line) ? line.replace(/[<>]/g, ' ') : ''),
  ),
];

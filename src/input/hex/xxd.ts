import type { Dialect } from './dialect.js';
import { rowDialect } from './row-dialect.js';

/** What `xxd` writes. */
export const xxds: readonly Dialect[] = [
  rowDialect({ name: 'xxd', start: /^\s*([0-9a-f]{8}):[ \t]+/i, sure: 0.99 }),
  rowDialect({
    name: 'xxd -e',
    start: /^\s*([0-9a-f]{8}): /i,
    group: 4,
    little: true,
    sure: 0.98,
    remark: 'words of 32 bits are read as written by xxd -e, the last byte first',
    // Without a text beside the bytes nobody can tell it from xxd -g 4, which is commoner.
    when: ({ texts }) => texts > 0,
  }),
  rowDialect({
    name: 'xxd -b',
    start: /^\s*([0-9a-f]{8}): +(?=[01]{8}(?: |$))/i,
    group: 1,
    numbers: { radix: 2, digits: 8 },
  }),
  rowDialect({ name: 'xxd -d', start: /^\s*([0-9]{8}): +/, radix: 10, sure: 0.98 }),
];

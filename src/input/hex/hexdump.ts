import type { Dialect } from './dialect.js';
import { BENEATH, HOST_ORDER, ods } from './od.js';
import { rowDialect } from './row-dialect.js';

/** What `hexdump` and `od` write. */
export const hexdumps: readonly Dialect[] = [
  rowDialect({ name: 'hexdump -C', start: /^\s*([0-9a-f]{8})(?: {2}|$)/i, group: 1, fence: '|' }),
  rowDialect({
    name: 'hexdump -C, blanks squeezed',
    start: /^\s*([0-9a-f]{8})(?: |$)/i,
    group: 1,
    fence: '|',
    sure: 0.99,
    when: ({ texts }) => texts > 0,
  }),
  rowDialect({
    name: 'hexdump',
    start: /^\s*([0-9a-f]{7})(?: +|$)/i,
    group: 2,
    little: true,
    bare: true,
    sure: 0.965,
    remark: HOST_ORDER,
  }),
  rowDialect({
    name: 'od -A x -t x1z',
    start: /^\s*([0-9a-f]{6,8})(?: +|$)/i,
    group: 1,
    fence: '>',
    when: (_, sample) => sample.some((line) => line.trimEnd().endsWith('<')),
  }),
  rowDialect({
    name: 'od -A x -t x1',
    start: /^\s*([0-9a-f]{6})(?: +|$)/i,
    group: 1,
    bare: true,
    beneath: BENEATH,
    sure: 0.96,
  }),
  rowDialect({
    name: 'od -A d -t x1',
    start: /^\s*([0-9]{7})(?: +|$)/,
    radix: 10,
    group: 1,
    fence: '>',
    beneath: BENEATH,
    sure: 0.97,
  }),
  rowDialect({
    name: 'od -t x1',
    start: /^\s*([0-7]{7})(?: +|$)/,
    radix: 8,
    group: 1,
    fence: '>',
    beneath: BENEATH,
    sure: 0.98,
  }),
  rowDialect({
    name: 'od -A n -t x1z',
    start: /^\s*(?=[0-9a-f]{2} )/i,
    group: 1,
    fence: '>',
    when: ({ texts, rows }) => texts === rows,
  }),
  ...ods,
];

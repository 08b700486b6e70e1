import type { Dialect } from './dialect.js';
import { rowDialect } from './row-dialect.js';

/** Rows of programs that send and show what they sent. */
export const sniffers: readonly Dialect[] = [
  rowDialect({
    name: 'openssl s_client -debug',
    start: /^\s*([0-9a-f]{4}) - (?=[0-9a-f]{2})/i,
    group: 1,
  }),
  rowDialect({
    name: 'ncat -x',
    start: /^\s*\[([0-9a-f]{4,8})\] +(?=[0-9a-f]{2})/i,
    group: 1,
  }),
  rowDialect({
    name: 'nc -o',
    start: /^\s*(?:[<>] )?([0-9a-f]{8}) (?=[0-9a-f]{2} )/i,
    group: 1,
    fence: '#',
    when: ({ texts, rows }) => texts === rows,
  }),
  rowDialect({
    name: 'Zephyr hexdump',
    start: /^\s*([0-9a-f]{8}): +(?=[0-9a-f]{2} )/i,
    group: 1,
    fence: '|',
    when: ({ texts, rows }) => texts === rows,
  }),
  rowDialect({
    name: 'Zephyr LOG_HEXDUMP',
    start: /^\s*(?=[0-9a-f]{2} )/i,
    group: 1,
    fence: '|',
    when: ({ texts, rows }) => texts === rows,
  }),
  rowDialect({
    name: 'snoop -x',
    start: /^\s*([0-9]{1,8}): (?=[0-9a-f]{2,4} )/,
    radix: 10,
    group: 2,
    sure: 0.95,
  }),
];

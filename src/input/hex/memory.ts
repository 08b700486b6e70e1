import type { Dialect } from './dialect.js';
import { rowDialect } from './row-dialect.js';

const LITTLE = 'words are read as a little-endian machine shows them, the last byte first';

/** `0x555555558028 <buf+8>:` and then numbers. */
const GDB = /^\s*(?:=> )?0x([0-9a-f]+)(?: <[^>]*>)?:\s+(?=0x[0-9a-f])/i;

const gdb = (letter: string, group: 1 | 2 | 4 | 8): Dialect =>
  rowDialect({
    name: `gdb x/${letter}`,
    start: GDB,
    address: true,
    marked: true,
    bare: true,
    group,
    little: group > 1,
    remark: group > 1 ? LITTLE : undefined,
    when: (_, sample) => sample.some((line) => SIZES[group].test(line)),
  });

/** A number of so many bytes. */
const SIZES = {
  1: /:\s+0x[0-9a-f]{2}(?:\s|$)/i,
  2: /:\s+0x[0-9a-f]{4}(?:\s|$)/i,
  4: /:\s+0x[0-9a-f]{8}(?:\s|$)/i,
  8: /:\s+0x[0-9a-f]{16}(?:\s|$)/i,
};

/** Any text, then an offset of 32 bits or an address of 64. */
const KERNEL = /^(?:.*?[\s:])?([0-9a-f]{8}|[0-9a-f]{16}): +(?=[0-9a-f]{2})/i;

const kernel = (name: string, group: 4 | 8): Dialect =>
  rowDialect({
    name,
    start: KERNEL,
    address: true,
    group,
    little: true,
    sure: 0.97,
    remark: LITTLE,
    when: ({ texts }) => texts > 0,
  });

/** Dumps of memory by debuggers and kernels. */
export const memories: readonly Dialect[] = [
  gdb('xb', 1),
  gdb('xh', 2),
  gdb('xw', 4),
  gdb('xg', 8),
  rowDialect({ name: 'print_hex_dump', start: KERNEL, address: true, group: 1, sure: 0.97 }),
  kernel('print_hex_dump, words of 32 bits', 4),
  kernel('print_hex_dump, words of 64 bits', 8),
  rowDialect({
    name: 'ESP_LOG_BUFFER_HEXDUMP',
    start: /^\s*0x([0-9a-f]{8})\s+(?=[0-9a-f]{2} )/i,
    address: true,
    group: 1,
    fence: '|',
  }),
  rowDialect({
    name: 'dump of memory',
    start: /^\s*(?:0x)?([0-9a-f]{8,16}|[0-9a-f]{8}`[0-9a-f]{8})(?: ?: ?|(?= )) *(?=[0-9a-f]{2} )/i,
    address: true,
    group: 1,
    sure: 0.94,
  }),
];

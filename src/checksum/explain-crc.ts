import { toHex } from '../codec/hex.js';
import type { Look } from '../output/format.js';
import { counted } from '../protocols/words.js';
import { asciiOf, textLines } from './explain-rows.js';
import { outcome } from './explain-verdict.js';
import type { Sum } from './sums.js';

interface Crc {
  readonly title: string;
  readonly polynomial: number;
  /** Its bits turned round. */
  readonly reflected: number;
  readonly source: string;
}
const CRCS: Readonly<Record<'crc32' | 'crc32c', Crc>> = {
  crc32: {
    title: 'CRC-32',
    polynomial: 0x04c11db7,
    reflected: 0xedb88320,
    source: 'IEEE 802.3, 3.2.9',
  },
  crc32c: {
    title: 'CRC-32C',
    polynomial: 0x1edc6f41,
    reflected: 0x82f63b78,
    source: 'RFC 9260, appendix A',
  },
};

/** More rows are folded: the first of them, and the last. */
const LONG = 12;
const FIRST = 6;
const LAST = 3;
/** `0042  ` before sixteen bytes, and the register behind them. */
const PLACE = 6;
const WIDE = PLACE + 16 * 3 + 9;

const hex8 = (value: number): string => value.toString(16).padStart(8, '0');

/** The register after each row of bytes. */
export function explainCrc(sum: Sum, look: Look & { full: boolean }): string[] {
  const { seal, sealed, name, layer } = sum;
  const { title, polynomial, reflected, source } = CRCS[seal.algorithm as keyof typeof CRCS];
  const { start, at } = sealed;
  const end = seal.endOf(sealed);
  const hole = at < end ? ', the checksum itself as zero' : '';
  const bytes = sealed.bytes.slice(start, end).fill(0, at - start, at - start + 4);
  const { lines, register } = rowsOf(bytes, start, reflected, look);
  const crc = ~register >>> 0;
  const value = seal.compute(sealed);
  const { text, paint } = outcome(sum, value, hex8, layer.protocol.short);
  return [
    ...textLines(`${name}: ${title} of bytes ${start}–${end - 1}${hole} (${source})`, look),
    ...textLines(
      `polynomial ${hex8(polynomial)}, reflected ${hex8(reflected)}: each byte goes in with its ` +
        'lowest bit first; the register starts as ffffffff',
      look,
    ),
    ...lines,
    `^ ffffffff  = ${hex8(crc)}  all inverted`,
    `low byte first: ${hex8(value)}`,
    ...textLines(text, look).map((line) => paint(look, line)),
  ];
}

function rowsOf(
  bytes: Uint8Array,
  start: number,
  polynomial: number,
  look: Look & { full: boolean },
): { lines: string[]; register: number } {
  const size = look.width >= WIDE ? 16 : 8;
  const count = Math.ceil(bytes.length / size);
  const folds = !look.full && count > LONG;
  const lines: string[] = [];
  let register = 0xffffffff;
  for (let i = 0; i < count; i++) {
    const from = i * size;
    const to = Math.min(bytes.length, from + size);
    register = pushed(bytes, from, to, register, polynomial);
    if (!folds || i < FIRST || i >= count - LAST) {
      const hex = toHex(bytes, from, to).replace(/..(?=.)/g, '$& ');
      const place = (start + from).toString(16).padStart(4, '0');
      lines.push(`${place}  ${hex.padEnd(size * 3)} ${hex8(register)}`);
    } else if (i === count - LAST - 1) {
      const rows = counted(count - FIRST - LAST, 'row');
      lines.push(`${asciiOf(`… ${rows} …`, look).padEnd(PLACE + size * 3)} ${hex8(register)}`);
    }
  }
  return { lines, register };
}

/** Bit by bit, as the polynomial says it. */
function pushed(
  bytes: Uint8Array,
  from: number,
  to: number,
  before: number,
  polynomial: number,
): number {
  let register = before;
  for (let i = from; i < to; i++) {
    register ^= bytes[i] as number;
    for (let bit = 0; bit < 8; bit++) {
      register = register & 1 ? (register >>> 1) ^ polynomial : register >>> 1;
    }
  }
  return register >>> 0;
}

import type { Dialect } from './dialect.js';
import type { Layout } from './row.js';
import { type RowDialect, rowDialect } from './row-dialect.js';
import type { Survey } from './survey.js';
import { looksWhole } from './whole.js';

export const HOST_ORDER =
  'words are read as a little-endian machine writes them, the last byte first';

/** Asked for several types, od writes those below without an offset. */
export const BENEATH = /^ {7,}\S/;

/** How the offsets are written. */
interface Address extends Pick<Layout, 'radix'> {
  readonly flags: string;
  readonly start: RegExp;
  readonly sure: number;
}

const ADDRESSES: readonly Address[] = [
  { flags: 'od', start: /^\s*([0-7]{7})(?=\s|$)/, radix: 8, sure: 0.985 },
  { flags: 'od -A d', start: /^\s*([0-9]{7})(?=\s|$)/, radix: 10, sure: 0.96 },
  { flags: 'od -A x', start: /^\s*([0-9a-f]{6})(?=\s|$)/i, sure: 0.95 },
  { flags: 'hexdump', start: /^\s*([0-9a-f]{7})(?=\s|$)/i, sure: 0.95 },
];

/** How the bytes are written; a tool without a flag for it does not write so. */
interface Type extends Omit<RowDialect, 'start' | 'radix' | 'name'> {
  readonly flag?: string;
  /** As `hexdump` calls it. */
  readonly hexdump?: string;
  /** Three of its numbers, where they tell what it is without an offset. */
  readonly without?: RegExp;
}

const words = { group: 2, little: true, bare: true, remark: HOST_ORDER } as const;

const hasSigns = (_: Survey, sample: readonly string[]): boolean =>
  sample.some((line) => /\s-\d/.test(line));

/** The bytes of a row; with an offset read as one of them there would be more. */
const in16 = ({ widths }: Survey): boolean => widths.every((width) => width <= 16);

const TYPES: readonly Type[] = [
  { ...words, flag: '-x' },
  {
    ...words,
    flag: '',
    hexdump: '-o',
    numbers: { radix: 8, digits: 6 },
    without: /^\s*(?=(?:[01][0-7]{5} +){3})/,
  },
  {
    flag: '-b',
    hexdump: '-b',
    group: 1,
    fence: '>',
    numbers: { radix: 8, digits: 3 },
    without: /^\s*(?=(?:[0-3][0-7]{2} +){3})/,
  },
  { flag: '-c', hexdump: '-c', cells: true },
  {
    flag: '-t u1',
    group: 1,
    fence: '>',
    numbers: { radix: 10 },
    when: (...seen) => !hasSigns(...seen),
  },
  { flag: '-t d1', group: 1, fence: '>', numbers: { radix: 10 }, when: hasSigns },
  { ...words, flag: '-d', numbers: { radix: 10 } },
  { ...words, hexdump: '-d', numbers: { radix: 10, digits: 5 } },
  { ...words, flag: '-i', group: 4, numbers: { radix: 10 } },
  { ...words, flag: '-t x4', group: 4 },
  { ...words, flag: '-t x8', group: 8 },
];

/** The lines are looked at only where one of the first begins so. */
function beginning(start: RegExp, dialect: Dialect): Dialect {
  const begins = (sample: readonly string[]): boolean =>
    sample.slice(0, 32).some((line) => start.test(line));
  return { ...dialect, likes: (sample) => (begins(sample) ? dialect.likes(sample) : 0) };
}

function withOffsets({ flags, start, radix, sure }: Address): Dialect[] {
  const own = ({ flag, hexdump }: Type) => (flags === 'hexdump' ? hexdump : flag) !== undefined;
  const types = TYPES.filter(own);
  return types.map(({ flag, hexdump, without: _, ...type }) => {
    const name = `${flags} ${(flags === 'hexdump' && hexdump) || (flag ?? '')}`.trim();
    // Letters stand in columns: the blanks before one are its own.
    const bytes = type.cells ? start : new RegExp(`${start.source} *`, start.flags);
    return beginning(
      start,
      rowDialect({ ...type, name, start: bytes, beneath: BENEATH, sure, ...(radix && { radix }) }),
    );
  });
}

const withoutOffsets = ({ flag, hexdump: _, without, ...type }: Type): Dialect[] =>
  without === undefined
    ? []
    : [
        beginning(
          without,
          rowDialect({
            ...type,
            name: `od -A n ${flag ?? ''}`.trim(),
            start: without,
            sure: 0.97,
            when: in16,
          }),
        ),
      ];

/** EtherTypes of what is looked for: IPv4, ARP, IPv6. */
const TYPES_OF_FRAMES = ['8,0', '8,6', '134,221'];

/** A packet by its beginning and by its lengths; the last word may hold a byte more. */
function isPacket(bytes: readonly number[]): boolean {
  const version = (bytes[0] ?? 0) >> 4;
  const known = TYPES_OF_FRAMES.includes(bytes.slice(12, 14).join());
  if (!known && version !== 4 && version !== 6) return false;
  return looksWhole(Uint8Array.from(bytes)) || looksWhole(Uint8Array.from(bytes.slice(0, -1)));
}

/** As they were read they are a packet, and with the bytes of each word turned around none. */
const onlySo = ({ first }: Survey): boolean =>
  isPacket(first) && !isPacket(first.map((byte, i) => first[i ^ 1] ?? byte));

/** What `od` writes, and `hexdump` in other radixes. */
export const ods: readonly Dialect[] = [
  ...ADDRESSES.flatMap(withOffsets),
  ...TYPES.flatMap(withoutOffsets),
  rowDialect({
    ...words,
    name: 'od -A n -x',
    start: /^\s*(?=(?:[0-9a-f]{4}(?: |$)){2})/i,
    sure: 0.93,
    when: onlySo,
  }),
  rowDialect({
    name: 'od -x --endian=big',
    start: /^\s*([0-7]{7})(?: +|$)/,
    radix: 8,
    group: 2,
    bare: true,
    sure: 1.1,
    when: onlySo,
  }),
];

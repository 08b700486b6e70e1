import type { Dialect } from './dialect.js';
import { type PacketEnd, PlainReader } from './plain-reader.js';
import { looksWhole } from './whole.js';
import { isHeading } from './within.js';

type Lines = readonly (Uint8Array | undefined)[];

const HEX = /^(?:[\s:.,…-]|0x|[0-9a-f]{2})*(?:\s(?:#|;|\/\/).*|\\\s*)?$/i;
/** `xxd -p` breaks lines after so many bytes. */
const XXD_WIDTH = 30;
/** As `od -A n` does, and most that log bytes. */
const ROW_WIDTH = 16;

/** Each line's bytes; undefined where it is no hex. */
function bytesOf(line: string): Uint8Array | undefined {
  if (!HEX.test(line)) return undefined;
  let found = new Uint8Array(0);
  const reader = new PlainReader('text', {
    emit({ bytes }) {
      found = bytes as typeof found;
    },
    notice() {},
  });
  try {
    reader.read(line, { line: 1, column: 1 }, false);
  } catch {
    return undefined;
  }
  reader.end();
  return found;
}

const READ = new WeakMap<readonly string[], Lines>();

/** A sample's lines, read once for all dialects here. */
function linesIn(sample: readonly string[]): Lines {
  const lines = READ.get(sample) ?? sample.map(bytesOf);
  READ.set(sample, lines);
  return lines;
}

/** Blocks of lines with blank lines between; lines that are no hex count as empty. */
function blocksOf(lines: readonly (Uint8Array | undefined)[]): Uint8Array[] {
  const blocks: number[][] = [[]];
  for (const bytes of lines) {
    if (bytes?.length) blocks.at(-1)?.push(...bytes);
    else if (blocks.at(-1)?.length) blocks.push([]);
  }
  return blocks.filter(({ length }) => length > 0).map((block) => Uint8Array.from(block));
}

const lengthsDiffer = (lines: readonly Uint8Array[]): boolean =>
  lines.some(({ length }) => length !== lines[0]?.length);

/** Lines that were not broken at some width, and begin alike: packets of one sender, perhaps. */
function alike(lines: readonly Uint8Array[]): boolean {
  const [first] = lines;
  if (first === undefined || !lengthsDiffer(lines.slice(0, -1))) return false;
  const head = first.subarray(0, 4).join();
  return lines.every((line) => line.length >= 20 && line.subarray(0, 4).join() === head);
}

/** How many of them are whole, from 0 to 1; of one alone nothing follows. */
const wholeness = (packets: readonly Uint8Array[]): number =>
  packets.length > 1 ? packets.filter(looksWhole).length / packets.length : 0;

/** Packets that most say of themselves are whole; where all do, nobody would read it otherwise. */
function severalSure(packets: readonly Uint8Array[], otherwise = 0): number {
  const share = wholeness(packets);
  return share === 1 ? 0.97 : share >= 0.6 ? 0.9 : otherwise;
}

interface Plain {
  readonly name: string;
  readonly ends: PacketEnd;
  /** How sure it is of these lines, all of them hex; 0: not at all. */
  sure(lines: Lines): number;
}

const full = (lines: Lines): Uint8Array[] =>
  lines.filter((line) => line !== undefined && line.length > 0) as Uint8Array[];

/** The packets that lines of one width and a shorter last one make up. */
function packetsOf(lines: readonly Uint8Array[], width: number): Uint8Array[] {
  const blocks = lines.flatMap((line) => (line.length < width ? [line, undefined] : [line]));
  return blocksOf(blocks);
}

function shortLineSure(lines: Lines, width: number): number {
  const rows = full(lines);
  const [first, ...others] = rows;
  if (first?.length !== width || others.length === 0) return 0;
  if (others.some(({ length }) => length > width)) return 0;
  const ends = rows.slice(0, -1).some(({ length }) => length < width);
  return ends ? severalSure(packetsOf(rows, width), 0.87) : 0.87;
}

const PLAINS: readonly Plain[] = [
  { name: 'hex', ends: 'text', sure: () => 0.85 },
  {
    name: 'hex, a packet a line',
    ends: 'line',
    sure: (lines) => severalSure(full(lines), alike(full(lines)) ? 0.88 : 0),
  },
  {
    name: 'hex, blank lines between packets',
    ends: 'blank',
    sure: (lines) => severalSure(blocksOf(lines)),
  },
  { name: 'xxd -p', ends: 'short line', sure: (lines) => shortLineSure(lines, XXD_WIDTH) },
  {
    name: 'rows of 16 bytes',
    ends: 'short line',
    sure: (lines) => shortLineSure(lines, ROW_WIDTH),
  },
];

/** A first group of its own size that grows from line to line: offsets, not bytes. */
function hasOffsets(sample: readonly string[]): boolean {
  const heads = sample.flatMap((line) => {
    const [, head = '', next] = /^\s*([0-9a-f]{3,8})[:\s]+([0-9a-f]+)?/i.exec(line) ?? [];
    return head.length === next?.length || head === '' ? [] : [Number.parseInt(head, 16)];
  });
  return heads.length > 1 && heads.every((head, i) => i === 0 || head > (heads[i - 1] as number));
}

/** Digits without offsets. */
export const plains: readonly Dialect[] = PLAINS.map(({ name, ends, sure }) => ({
  name,
  likes(sample) {
    const texts = sample.filter((line) => line.trim() !== '').length;
    const lines = linesIn(sample);
    const read = full(lines).length;
    if (read === 0) return 0;
    const misleads = hasOffsets(sample) ? 0.4 : read < texts && sample.some(isHeading) ? 0.8 : 1;
    return (misleads * sure(lines) * read) / texts;
  },
  open: (to) => new PlainReader(ends, to),
}));

import type { InputFrame } from '../frame.js';
import type { Dialect, Sink } from './dialect.js';
import { rowDialect } from './row-dialect.js';
import type { Headings } from './rows.js';
import { readTime, timeTeller } from './times.js';
import { isTsharks, sources } from './wireshark.js';

/** `I 2024-01-01 10:15:14.5`, `O`: direction and time stand above a packet, each if at all. */
const PREAMBLE = /^\s*([IO](?=\s|$))?\s*/;

function preamble(to: Sink): Headings {
  const timeOf = timeTeller(to.notice);
  let facts: Omit<InputFrame, 'bytes'> = {};
  return {
    read(line) {
      const [{ length }, way] = PREAMBLE.exec(line) as unknown as [string, string | undefined];
      const stamp = readTime(line.slice(length).trimEnd());
      const time = stamp && timeOf(stamp);
      if (way === undefined && stamp === undefined) return;
      facts = {
        ...facts,
        ...(time !== undefined && { time }),
        ...(way !== undefined && { direction: way === 'I' ? 'in' : 'out' }),
      };
    },
    about() {
      const known = facts;
      facts = {};
      return known;
    },
  };
}

const isPreamble = (line: string): boolean => {
  const [{ length }, way] = PREAMBLE.exec(line) as unknown as [string, string | undefined];
  return way !== undefined || line.startsWith('#TEXT2PCAP') || !!readTime(line.slice(length));
};

/** What `text2pcap` reads, and any other rows of offset and bytes. */
export const text2pcaps: readonly Dialect[] = [
  rowDialect({
    name: 'text2pcap',
    start: /^ *([0-9a-f]{3,8})[ \t:]+(?=[0-9a-f]{2}(?:\s|$))/i,
    group: 1,
    headings: preamble,
    // Its lines in between are its own, not strange ones.
    sure: 1.2,
    when: (_, sample) => sample.some(isPreamble) && !sample.some(isTsharks),
  }),
  rowDialect({
    name: 'offsets and hex',
    start: /^\s*(?:0x)?([0-9a-f]{3,6}|[0-9a-f]{8})[ \t:]+(?=[0-9a-f]{2})/i,
    sure: 0.88,
    // Where blanks were squeezed, nothing else is left of tshark's.
    headings: sources,
    // A row alone shows by its text that it begins with an offset.
    when: ({ rows, first, texts, contrary }) =>
      rows > 1 || (texts > 0 && contrary === 0 && first.length > 3),
  }),
];

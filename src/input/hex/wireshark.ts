import { hexDigit } from '../../codec/hex.js';
import type { InputFrame } from '../frame.js';
import type { Dialect } from './dialect.js';
import { rowDialect } from './row-dialect.js';
import type { Headings } from './rows.js';

/** `Frame (60 bytes):` before a packet's bytes, `Reassembled TCP (1460 bytes):` before others. */
const SOURCE = /^(.+?) \((\d+) bytes?\):?$/;
const PACKET = /^(?:Frame|Packet)$/;

// What `tshark -V` tells of a frame.
const EPOCH = /^\s*Epoch (?:Arrival )?Time: (\d+\.\d{9}) seconds/;
const LENGTH = /^\s*Frame Length: (\d+) bytes/;

/** A line that only Wireshark and tshark write. */
export const isTsharks = (line: string): boolean =>
  SOURCE.test(line) || /^Frame \d+: \d+ bytes? on wire/.test(line);

/** Bytes that the tool put together itself are no packet. */
export function sources(): Headings {
  let derived = false;
  let size = 0;
  let facts: Omit<InputFrame, 'bytes'> = {};
  return {
    read(line) {
      const time = EPOCH.exec(line)?.[1];
      if (time !== undefined) facts = { ...facts, time };
      const len = LENGTH.exec(line)?.[1];
      if (len !== undefined) facts = { ...facts, len: Number(len) };
      const source = SOURCE.exec(line.trim());
      if (source === null) return;
      const [, name = '', bytes] = source;
      derived = !PACKET.test(name);
      size = Number(bytes);
    },
    about(bytes) {
      const ours = derived && bytes.length === size;
      derived = false;
      if (ours) return undefined;
      const known = facts;
      facts = {};
      return known;
    },
  };
}

/** Rows of one packet are equally long, but for the last one. */
const uneven = (widths: readonly number[]): boolean =>
  widths.slice(0, -1).some((width) => width !== widths[0]);

/** What Wireshark, tshark and Scapy write. */
export const wiresharks: readonly Dialect[] = [
  rowDialect({
    name: 'tshark -x',
    start: /^\s*([0-9a-f]{4,8}) {2}(?=[0-9a-f]{2}(?: |$))/i,
    group: 1,
    headings: sources,
    // Three spaces before the text: Scapy leaves two.
    when: (_, sample) => sample.some((line) => /^\s*[0-9a-f]{4,8} {2}.{47} {3}/i.test(line)),
  }),
  rowDialect({
    name: 'tcpip -f dump',
    start: /^\s*([0-9a-f]{4,8}) {1,2}(?=[0-9a-f]{2}(?: |$))/i,
    group: 1,
    // Behind the text stand the layers' letters.
    after: /^(?:[a-z]\w*(?: |$))+$/i,
    when: (_, sample) =>
      !sample.some(isTsharks) &&
      sample.some((line) => /^#\d|^ +\S.*(?: → |: )| {2}[a-z]\d* ?\w*$/i.test(line)),
  }),
  rowDialect({
    name: 'Scapy hexdump',
    start: /^\s*([0-9a-f]{4}) {2}(?=[0-9a-f]{2}(?: |$))/i,
    group: 1,
    sure: 0.99,
    when: ({ texts }, sample) => texts > 0 && !sample.some(isTsharks),
  }),
  rowDialect({
    name: 'Scapy linehexdump',
    start: /^(?=[0-9a-f]{2}(?: |$))/i,
    group: 1,
    alone: true,
    sure: 0.98,
    when: ({ texts, contrary, rows, widths }) =>
      texts === rows && contrary === 0 && (Math.max(...widths) > 32 || uneven(widths)),
  }),
  rowDialect({
    name: 'rows of hex and text',
    start: /^\s*(?=[0-9a-f]{2}(?: |$))/i,
    group: 1,
    sure: 0.97,
    // The text is no more bytes.
    when: ({ texts, contrary, rows, first }) =>
      texts === rows && contrary === 0 && first.length > 3 && first.some((b) => hexDigit(b) < 0),
  }),
  rowDialect({
    name: 'Wireshark hex dump',
    start: /^\s*([0-9a-f]{4,8}) {3}(?=[0-9a-f]{2}(?: |$))/i,
    group: 1,
    headings: sources,
  }),
];

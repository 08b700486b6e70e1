import { fromHex } from '../../codec/hex.js';
import { misread } from '../place.js';
import type { Dialect, LineReader, Sink } from './dialect.js';
import { rowDialect } from './row-dialect.js';
import { beginsWith, firstOf, tcpdumpHeadings } from './tcpdump.js';

/** FortiGate's lines above a packet: `0.123456 port1 in 192.0.2.1 -> …`. */
const FORTIGATE = /^interfaces=\[|^[\d.: -]+ (?:\S+ (?:in|out|--) )?\S+ -> /m;

const offsetAndWords = /^\s*0x([0-9a-f]{4})[ \t]+(?=[0-9a-f]{2,4}(?:\s|$))/i;
const wordsOnly = /^[ \t]{2,}(?=[0-9a-f]{4}(?:\s|$)|[0-9a-f]{2}\s*$)/i;

const dumped = (name: string, start: RegExp, fortigate: boolean, link: boolean): Dialect =>
  rowDialect({
    name,
    start,
    group: 2,
    headings: (to) => tcpdumpHeadings(to, link),
    when: ({ first }, sample) =>
      // Numbers stand alone in JSON too.
      !/^\s*[[{]/.test(sample.find((line) => line.trim() !== '') ?? '') &&
      FORTIGATE.test(sample.join('\n')) === fortigate &&
      beginsWith(firstOf(sample), first) !== link,
  });

/** A packet in a command or a message of Open vSwitch: at its end, or behind a word. */
const OVS = /\bpacket=([0-9a-f]{28,})(?![0-9a-f])/i;
const TRACE = /\s([0-9a-f]{28,})(?![0-9a-f])/i;

const ovsPacket = (line: string): RegExpExecArray | null =>
  (line.includes('ofproto/trace') ? TRACE : OVS).exec(line);

/** What routers, firewalls and switches write. */
export const equipment: readonly Dialect[] = [
  dumped('FortiGate sniffer', offsetAndWords, true, true),
  dumped('FortiGate sniffer without link layer', offsetAndWords, true, false),
  dumped('Juniper print-hex', offsetAndWords, false, true),
  dumped('Juniper print-hex without link layer', offsetAndWords, false, false),
  dumped('Juniper print-hex', wordsOnly, false, true),
  dumped('Juniper print-hex without link layer', wordsOnly, false, false),
  rowDialect({
    name: 'Cisco dump',
    start: /^\s*([0-9a-f]{4}|[0-9a-f]{8}): {1,40}(?=[0-9a-f]{2})/i,
    address: true,
    sure: 0.98,
  }),
  rowDialect({
    name: 'ovs-ofctl',
    start: /^\s*([0-9a-f]{8}) {2}(?=[0-9a-f]{2})/i,
    group: 1,
    fence: '|',
    when: (_, sample) => sample.some((line) => / [0-9a-f]{2}-[0-9a-f]{2} /i.test(line)),
  }),
  {
    name: 'ovs packet',
    likes: (sample) => (sample.some(ovsPacket) ? 0.95 : 0),
    open: ovsReader,
  },
];

function ovsReader(to: Sink): LineReader {
  return {
    read(text, place) {
      const found = ovsPacket(text);
      if (found === null) return;
      const [whole, digits = ''] = found;
      const bytes = fromHex(digits);
      if (bytes === undefined) {
        const what = 'an odd number of hex digits: the last one stands alone';
        throw misread(what, text, found.index + whole.length - 1, place);
      }
      to.emit({ bytes });
    },
    end() {},
  };
}

import type { InputFrame } from '../frame.js';
import type { Dialect, Sink } from './dialect.js';
import { rowDialect } from './row-dialect.js';
import type { Headings } from './rows.js';
import { readTime, timeTeller } from './times.js';

/** `eth0  In  IP 192.0.2.1…`: the parts of a header line behind its time. */
const HEADER =
  /^\s*(?:(\S+\s+)?(In|Out|M|B|P|in|out|--)\s+)?(?:.*?ethertype )?(IP6|IPv6|IP|IPv4|ARP|RARP)?\b/i;

const FIRST: Record<string, string> = {
  IP: 'ip',
  IPV4: 'ip',
  IP6: 'ipv6',
  IPV6: 'ipv6',
  ARP: 'arp',
};

const ETHERTYPE: Record<string, number> = { ip: 0x0800, ipv6: 0x86dd, arp: 0x0806 };

/** -x and -X leave the link layer out: then the bytes begin as the header's line says. */
export function beginsWith(first: string | undefined, bytes: ArrayLike<number>): boolean {
  const [one = 0, two = 0] = [bytes[0], bytes[1]];
  const type = ((bytes[12] ?? 0) << 8) | (bytes[13] ?? 0);
  if (first === undefined) return one >> 4 === 4 || one >> 4 === 6;
  // An Ethernet address may begin alike: then the EtherType stands behind it.
  if (type === ETHERTYPE[first]) return false;
  if (first === 'arp') return one === 0 && two > 0;
  return one >> 4 === (first === 'ip' ? 4 : 6);
}

/** The facts of the header line above a packet's rows. */
export function tcpdumpHeadings(to: Sink, link: boolean): Headings {
  let facts: Omit<InputFrame, 'bytes'> & { first?: string } = {};
  const timeOf = timeTeller(to.notice);
  return {
    read(line) {
      // The details of -v stand on lines of their own, indented.
      if (/^\s/.test(line)) return;
      const stamp = readTime(line);
      if (stamp === undefined) return;
      const time = timeOf(stamp);
      const [, device, way, word = ''] = HEADER.exec(line.slice(stamp.length)) ?? [];
      const first = FIRST[word.toUpperCase()];
      facts = {
        ...(time !== undefined && { time }),
        ...(first !== undefined && { first }),
        ...(device !== undefined && { interface: device.trim() }),
        ...(way?.toLowerCase() === 'in' && { direction: 'in' }),
        ...(way?.toLowerCase() === 'out' && { direction: 'out' }),
      };
    },
    about(bytes) {
      const { first, ...rest } = facts;
      facts = {};
      if (link) return rest;
      const version = (bytes[0] ?? 0) >> 4;
      const guess = first ?? (version === 4 ? 'ip' : version === 6 ? 'ipv6' : undefined);
      return { ...rest, ...(guess !== undefined && { first: guess }) };
    },
  };
}

/** The word of the first header line. */
export function firstOf(sample: readonly string[]): string | undefined {
  for (const line of sample) {
    const stamp = /^\s/.test(line) ? undefined : readTime(line);
    if (stamp !== undefined) {
      const [, , , word = ''] = HEADER.exec(line.slice(stamp.length)) ?? [];
      return FIRST[word.toUpperCase()];
    }
  }
  return undefined;
}

const one = (flag: string, link: boolean, text: boolean): Dialect =>
  rowDialect({
    name: `tcpdump -${flag}`,
    start: /^\s*0x([0-9a-f]{4,5}): {1,2}(?=[0-9a-f]{2})/i,
    group: 2,
    bare: !text,
    headings: (to) => tcpdumpHeadings(to, link),
    when: ({ first, texts }, sample) =>
      texts > 0 === text && beginsWith(firstOf(sample), first) !== link,
  });

/** What `tcpdump` writes. */
export const tcpdumps: readonly Dialect[] = [
  one('x', false, false),
  one('xx', true, false),
  one('X', false, true),
  one('XX', true, true),
];

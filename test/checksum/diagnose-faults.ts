import {
  added,
  changed,
  coveredBy,
  folded,
  type Message,
  made,
  right,
  stored,
  word,
} from './diagnose-message.js';
import type { Look, Random } from './diagnose-packets.js';

/** One thing that goes wrong: the packet with it, and what must be said. */
export interface Fault {
  readonly kind: string;
  /** The diagnoses that are the true cause. */
  readonly names: readonly string[];
  readonly which: 'net' | 'carried';
  readonly look?: Look;
  /** Nothing where it does not apply, or changes nothing. */
  inject(m: Message, r: Random): Injected | undefined;
}
interface Injected {
  readonly packet: Uint8Array;
  /** What was counted too much, if anything was: others that count the same are the same fault. */
  readonly amount?: number;
  /** What the text must hold. */
  readonly says?: string;
}

const swap = (v: number): number => ((v & 0xff) << 8) | (v >> 8);
const hasPseudo = ({ pseudo }: Message): boolean => pseudo.length > 0;
const isV4 = ({ packet, net }: Message): boolean => (packet[net.start] ?? 0) >> 4 === 4;

/** The pseudo-header with other bytes at its end: length and number. */
function otherPseudo(m: Message, length: number | undefined, number: number | undefined) {
  const p = m.pseudo.slice();
  const low = isV4(m) ? p.length - 2 : p.length - 6;
  if (length !== undefined) p.set([length >> 8, length & 0xff], low);
  if (number !== undefined) p[isV4(m) ? 9 : p.length - 1] = number;
  return p;
}

type Wrong = (m: Message, r: Random) => number | readonly Uint8Array[] | undefined;

/** A wrong value is stored in a packet that is right otherwise: it, or what was added up for it. */
function value(
  kind: string,
  names: readonly string[],
  which: Fault['which'],
  wrong: Wrong,
  look: Look = {},
): Fault {
  return {
    kind,
    names,
    which,
    look,
    inject(m, r) {
      const v = wrong(m, r);
      if (v === undefined) return undefined;
      if (typeof v === 'number') return { packet: stored(m, v) };
      const amount = added(...v) - added(m.pseudo, coveredBy(m));
      return { packet: stored(m, made(...v)), amount };
    },
  };
}

/** The packet is changed at one place after its checksum was made. */
function change(
  kind: string,
  names: readonly string[],
  which: Fault['which'],
  wrong: (
    m: Message,
    r: Random,
  ) => { at: number; bytes: readonly number[]; says?: string } | undefined,
  look: Look = {},
): Fault {
  return {
    kind,
    names,
    which,
    look,
    inject(m, r) {
      const found = wrong(m, r);
      if (!found) return undefined;
      const { at, bytes, says } = found;
      const packet = changed(m.packet, at, bytes);
      const own = (one: Uint8Array) => added(coveredBy({ ...m, packet: one }, word(one, m.at)));
      return { packet, amount: own(m.packet) - own(packet), ...(says && { says }) };
    },
  };
}

const both = ['net', 'carried'] as const;
const withPseudo =
  (wrong: Wrong): Wrong =>
  (m, r) =>
    hasPseudo(m) ? wrong(m, r) : undefined;

const arithmetic: readonly Fault[] = [
  value(
    'offload',
    ['offload'],
    'carried',
    withPseudo((m) => folded(added(m.pseudo))),
  ),
  value(
    'offload, complemented',
    ['offload'],
    'carried',
    withPseudo((m) => made(m.pseudo)),
  ),
  ...both.flatMap((which) => [
    value(`swapped, ${which}`, ['swapped'], which, (m) => swap(right(m))),
    value(`complement not taken, ${which}`, ['complement'], which, (m) => ~right(m) & 0xffff),
    value(`carries lost, ${which}`, ['carry'], which, (m) => {
      return ~added(m.pseudo, coveredBy(m)) & 0xffff;
    }),
    value(`right one not cleared, ${which}`, ['uncleared'], which, (m) => [
      m.pseudo,
      coveredBy(m, right(m)),
    ]),
    value(`any one not cleared, ${which}`, ['one-value'], which, (m, r) => [
      m.pseudo,
      coveredBy(m, 1 + r(0xfffe)),
    ]),
  ]),
  value(
    'pseudo-header sum not cleared',
    ['uncleared'],
    'carried',
    withPseudo((m) => [m.pseudo, coveredBy(m, folded(added(m.pseudo)))]),
  ),
  ...both.map(
    (which): Fault => ({
      kind: `folded once, ${which}`,
      names: ['carry'],
      which,
      look: { size: 60 },
      inject(m, r) {
        // One word is chosen so that folding carries again: that is seldom.
        const free = which === 'net' ? m.start + 4 : m.body + (m.body % 2 ? 1 : 0);
        const sum = (packet: Uint8Array) => added(m.pseudo, coveredBy({ ...m, packet }));
        const base = sum(changed(m.packet, free, [0, 0]));
        const need = 0xffff - (base & 0xffff) - r(Math.floor(base / 0x10000) || 1);
        const packet = changed(m.packet, free, [(need >> 8) & 0xff, need & 0xff]);
        const total = sum(packet);
        const once = (total & 0xffff) + Math.floor(total / 0x10000);
        if (need < 0 || once <= 0xffff) return undefined;
        return { packet: stored({ ...m, packet }, ~once & 0xffff) };
      },
    }),
  ),
  {
    kind: 'zero for 0xffff',
    names: ['zero'],
    which: 'carried',
    look: { network: 'ipv6', transport: 'udp', size: 41 },
    inject(m) {
      const base = folded(
        added(m.pseudo, coveredBy({ ...m, packet: changed(m.packet, m.body, [0, 0]) })),
      );
      const need = 0xffff - base;
      const packet = changed(m.packet, m.body, [need >> 8, need & 0xff]);
      return { packet: changed(packet, m.at, [0, 0]) };
    },
  },
];

const pseudoHeader: readonly Fault[] = [
  value(
    'no pseudo-header',
    ['no-pseudo'],
    'carried',
    withPseudo((m) => [coveredBy(m)]),
  ),
  value(
    'wrong protocol number',
    ['pseudo-protocol'],
    'carried',
    withPseudo((m, r) => {
      const number = r.pick([
        0,
        1,
        6,
        17,
        58,
        ...(isV4(m) ? [] : [m.packet[m.net.start + 6] ?? 0]),
      ]);
      return [otherPseudo(m, undefined, number), coveredBy(m)];
    }),
  ),
  value(
    'length of the header alone',
    ['pseudo-length'],
    'carried',
    withPseudo((m) => [otherPseudo(m, m.body - m.start, undefined), coveredBy(m)]),
  ),
  value(
    "length of IP's datagram",
    ['pseudo-length'],
    'carried',
    withPseudo((m) => [otherPseudo(m, m.net.end - m.net.start, undefined), coveredBy(m)]),
  ),
  value(
    'length of all that IPv6 carries',
    ['pseudo-length'],
    'carried',
    withPseudo((m) => [otherPseudo(m, m.net.end - m.net.body, undefined), coveredBy(m)]),
    { network: 'ipv6', extended: true },
  ),
];

const odd = (m: Message): boolean => (m.end - m.start) % 2 === 1;

const coverage: readonly Fault[] = [
  value('odd byte on the wrong side', ['odd-byte'], 'carried', (m) => {
    if (!odd(m)) return undefined;
    const covered = coveredBy(m);
    const last = covered[covered.length - 1] ?? 0;
    return [m.pseudo, covered.slice(0, -1), Uint8Array.of(0, last)];
  }),
  value('odd byte left out', ['odd-byte'], 'carried', (m) =>
    odd(m) ? [m.pseudo, coveredBy(m).slice(0, -1)] : undefined,
  ),
  ...[false, true].map((inLength) =>
    value(
      `padding counted${inLength ? ', in the length too' : ''}`,
      ['padding', ...(inLength ? [] : ['odd-byte'])],
      'carried',
      (m) => {
        if (inLength && !hasPseudo(m)) return undefined;
        const all = { ...m, end: m.packet.length };
        const length = inLength ? all.end - all.start : undefined;
        return [hasPseudo(m) ? otherPseudo(m, length, undefined) : m.pseudo, coveredBy(all)];
      },
      { behind: 7 },
    ),
  ),
  value('header alone', ['extent'], 'carried', (m) =>
    m.body < m.end && m.body - m.start > 8
      ? [m.pseudo, coveredBy({ ...m, end: m.body })]
      : undefined,
  ),
  value(
    "header's options left out",
    ['extent'],
    'net',
    (m) => [coveredBy({ ...m, end: m.start + 20 })],
    { network: 'ip', extended: true },
  ),
];

/** The checksum with other bytes at one place. */
const madeWith = (m: Message, at: number, bytes: readonly number[]): readonly Uint8Array[] => [
  m.pseudo,
  coveredBy({ ...m, packet: changed(m.packet, at, bytes) }),
];

/** Where a field of 8 or 16 bits stands, from the start of what is covered. */
const wide: Readonly<Record<string, readonly number[]>> = {
  6: [0, 2, 14, 18],
  17: [0, 2],
  1: [4, 6],
};

const fields: readonly Fault[] = [
  change('one hop less', ['ttl-hop'], 'net', (m) => {
    const ttl = m.packet[m.start + 8] ?? 0;
    return { at: m.start + 8, bytes: [ttl - 1], says: `ip.ttl ${ttl}` };
  }),
  change('some hops less', ['ttl-hop', 'ttl-start', 'ttl'], 'net', (m, r) => {
    const ttl = m.packet[m.start + 8] ?? 0;
    return { at: m.start + 8, bytes: [ttl - 1 - r(Math.min(30, ttl - 1))], says: `ip.ttl ${ttl}` };
  }),
  change('other DSCP', ['dscp', 'unfilled'], 'net', (m, r) => {
    const before = m.packet[m.start + 1] ?? 0;
    return { at: m.start + 1, bytes: [(before & 3) | (r(64) << 2)], says: 'dsfield.dscp' };
  }),
  change('congestion marked', ['ecn', 'unfilled'], 'net', (m) => {
    const before = m.packet[m.start + 1] ?? 0;
    return { at: m.start + 1, bytes: [before | 3], says: 'dsfield.ecn' };
  }),
  change('other id', ['one-value'], 'net', (m, r) => {
    const before = word(m.packet, m.start + 4)
      .toString(16)
      .padStart(4, '0');
    return { at: m.start + 4, bytes: [r(256), r(256)], says: `ip.id 0x${before}` };
  }),
  change('another field of 16 bits', ['one-value', 'unfilled'], 'carried', (m, r) => {
    const number = isV4(m) ? (m.packet[m.net.start + 9] ?? 0) : (m.packet[m.net.start + 6] ?? 0);
    const at = wide[number];
    return at && { at: m.start + r.pick(at), bytes: [r(256), r(256)] };
  }),
  value('port translated from a usual one', ['port'], 'carried', (m, r) => {
    const at = m.start + r.pick([0, 2]);
    const port = r.pick([22, 53, 80, 123]);
    return m.at - m.start === 2 ? undefined : madeWith(m, at, [0, port]);
  }),
  change('field of 8 bits', ['field', 'unfilled'], 'carried', (m, r) =>
    // An echo request with a code is none, and stays one to the checksum.
    isV4(m) && m.at - m.start === 2
      ? { at: m.start + 1, bytes: [r(256)], says: 'icmp.code' }
      : undefined,
  ),
  value('id filled in later', ['unfilled'], 'net', (m) => madeWith(m, m.start + 4, [0, 0])),
  value('source filled in later', ['unfilled'], 'net', (m) =>
    madeWith(m, m.start + 12, [0, 0, 0, 0]),
  ),
  value('id in the other byte order', ['byte-order'], 'net', (m) =>
    madeWith(m, m.start + 4, [...m.packet.slice(m.start + 4, m.start + 6)].reverse()),
  ),
];

const homes = [
  [192, 168, 0],
  [192, 168, 1],
  [10, 0, 0],
];

const addresses: readonly Fault[] = [
  ...[0, 4].map((end) =>
    value(
      `${end ? 'destination' : 'source'} translated from a home`,
      ['nat'],
      'carried',
      (m, r) => {
        if (!hasPseudo(m)) return undefined;
        return [changed(m.pseudo, end, [...r.pick(homes), 1 + r(254)]), coveredBy(m)];
      },
      { network: 'ip' },
    ),
  ),
  change(
    'source translated, nothing updated',
    ['address-changed'],
    'net',
    (m, r) => ({ at: m.start + 12, bytes: [r(223), r(256), r(256), r(256)] }),
    { network: 'ip', transport: 'tcp' },
  ),
];

/** Bytes that may be anything without the packet being another: the payload, and such fields. */
function freeBytes(m: Message): number[] {
  const size = m.end - m.start;
  const all = Array.from({ length: size }, (_, i) => m.start + i);
  if (m.start === m.net.start) {
    return all.filter((at) =>
      [4, 5, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].includes(at - m.start),
    );
  }
  return all.filter((at) => at >= m.body || at === m.at || at === m.at + 1);
}

const damage: readonly Fault[] = [
  ...both.map((which) =>
    change(`one bit flipped, ${which}`, ['flipped-bit', 'address-changed'], which, (m, r) => {
      const at = r.pick(freeBytes(m));
      const byte = m.packet[at] ?? 0;
      return { at, bytes: [byte ^ (1 << r(8))] };
    }),
  ),
  change('bytes of a word swapped', ['swapped-word'], 'carried', (m, r) => {
    const words = Math.floor((m.end - m.body) / 2);
    const at = m.body + ((m.body - m.start) % 2) + 2 * r(words || 1);
    return words < 2 || at + 1 >= m.end ? undefined : { at, bytes: turnedRound(m, at) };
  }),
  change(
    'bytes beside each other swapped',
    ['swapped-bytes', 'swapped-word'],
    'carried',
    (m, r) => {
      const words = Math.floor((m.end - m.body) / 2) - 1;
      const at = m.body + 1 + 2 * r(words);
      return words < 1 ? undefined : { at, bytes: turnedRound(m, at) };
    },
  ),
  change(
    'words at an odd distance swapped',
    ['swapped-parity', 'swapped-bytes', 'swapped-word'],
    'carried',
    (m, r) => {
      const at = m.body + r(20);
      const there = m.packet.slice(at, at + 7);
      const turned = [...there.slice(5, 7), ...there.slice(2, 5), ...there.slice(0, 2)];
      return { at, bytes: turned };
    },
    { size: 60 },
  ),
];

const turnedRound = ({ packet }: Message, at: number): readonly number[] =>
  [...packet.slice(at, at + 2)].reverse();

export const faults: readonly Fault[] = [
  ...arithmetic,
  ...pseudoHeader,
  ...coverage,
  ...fields,
  ...addresses,
  ...damage,
];

import type { Loose } from '../../codec/field.js';
import { ipv6 as address, uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { ofHops, ofReceiver, ofSender } from '../resemblance.js';
import { hex, ipv6Means } from '../show.js';
import { grouped } from '../words.js';
import { trafficClass } from './dsfield.js';
import { hops } from './ip-meaning.js';
import { ipv6Checks } from './ipv6-checks.js';
import { jumboLength } from './ipv6-options.js';
import { ipv6Plain } from './ipv6-plain.js';

const HEADER = 40;
const HOP_BY_HOP = 0;
const NOTHING = 59;

function payloadMeans(length: number, { nxt }: Loose): string {
  if (length > 0) return `${HEADER} header + ${grouped(length)} payload`;
  if (nxt === NOTHING) return 'nothing';
  return nxt === HOP_BY_HOP ? 'as the jumbo payload option tells' : 'left to the network card';
}

const isGiven = (text: string): number => (/^(2|3|f[cdef])/.test(text) ? 3 : -3);

export const ipv6 = protocol({
  name: 'ipv6',
  title: 'Internet Protocol v6',
  short: 'IPv6',
  rfc: 'RFC 8200',
  carriedBy: {
    ethertype: 0x86dd,
    'ip.proto': 41,
    linktype: 229,
    'ip.version': 6,
    'ppp.protocol': 0x57,
    // BSD systems never agreed: Darwin, NetBSD and OpenBSD, FreeBSD.
    family: [30, 24, 28],
  },
  // RFC 3849.
  example: { src: '2001:db8::1', dst: '2001:db8::2' },
  fields: {
    version: uint(4, 'Version', 'always 6', {
      init: 6,
      means: (v) => (v === 6 ? 'IPv6' : 'not IPv6'),
    }),
    tclass: trafficClass,
    flow: uint(20, 'Flow label', 'the same in all packets of a flow', {
      show: hex(5),
      means: (v) => (v === 0 ? 'not labelled' : 'chosen by the sender, one for each flow'),
    }),
    plen: uint(16, 'Payload length', 'all behind this header, in bytes', { means: payloadMeans }),
    nxt: uint(8, 'Next header', 'what follows', { names: ipProtocols, init: NOTHING }),
    hlim: uint(8, 'Hop limit', 'hops the packet may still take', {
      init: 64,
      means: hops,
    }),
    src: address('Source', 'address of the sender', { means: ipv6Means }),
    dst: address('Destination', 'of the receiver, or next stop of a route', { means: ipv6Means }),
  },
  rules: (f) => ({
    // 0: a jumbo payload option tells (RFC 2675), or the network card was to fill it in (TSO).
    totalLength: {
      by: f.plen,
      from: 1,
      behind: true,
      other(b, o, _header, limit) {
        if (f.nxt(b, o) === NOTHING) return HEADER;
        const jumbo = f.nxt(b, o) === HOP_BY_HOP ? jumboLength(b, o + HEADER, limit) : 0;
        return jumbo > 0 ? HEADER + jumbo : -1;
      },
    },
    selects: { 'ip.proto': f.nxt },
    derived: {
      plen: (d) => (d.payload > 65535 && d.next === HOP_BY_HOP ? 0 : d.payload),
      nxt: 'next',
    },
    addresses: (bytes, o) => ({ bytes, size: 16, src: o + 8, dst: o + 24 }),
    resembles: (v) => [
      [v.version === 6 ? 4 : -40, 'version 6'],
      [(v.tclass.dscp === 0 ? 3 : 0) + (v.flow === 0 ? 3 : 0)],
      ofHops(v.hlim),
      [ipProtocols.nameOf(v.nxt) ? 0 : -4],
      ...[ofSender(ipv6Means(v.src)), ofReceiver(ipv6Means(v.dst))],
      // Most prefixes are not given out: an address is one of eight at best.
      [isGiven(v.src) + isGiven(v.dst)],
    ],
    checks: ipv6Checks,
    plain: ipv6Plain(f),
    ends: { of: 'net', from: 'src', to: 'dst' },
  }),
});

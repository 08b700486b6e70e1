import { flag, uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { protocol } from '../../codec/protocol.js';
import { RARELY_FIRST } from '../resemblance.js';
import { hopsSoFar } from '../words.js';
import { guessEthernet } from './pw-ethernet.js';

/** Labels that no router gives out (RFC 7274, and the registry that it set up). */
const labels = names({
  ipv4_explicit_null: [0, 'IPv4 Explicit Null'],
  router_alert: [1, 'Router Alert'],
  ipv6_explicit_null: [2, 'IPv6 Explicit Null'],
  implicit_null: [3, 'Implicit Null'],
  entropy: [7, 'Entropy Label Indicator'],
  gal: [13, 'Generic Associated Channel Label'],
  oam_alert: [14, 'OAM Alert'],
  extension: [15, 'Extension Label'],
});

const FIRST_FREE = 16;
const STACKED = 6;

const nibble = (b: Uint8Array, at: number): number => (b[at] ?? 0) >> 4;
/** Three labels say what they carry: its first four bits (RFC 3032, 2.1; RFC 5586, 4). */
const FIRST: Readonly<Record<number, number>> = { 0: 4, 2: 6, 13: 1 };

/** One label: the bottom of the stack carries the packet, whose kind nothing tells. */
export const mpls = protocol({
  name: 'mpls',
  title: 'MPLS label',
  short: 'MPLS',
  rfc: 'RFC 3032',
  carriedBy: {
    'mpls.bottom': 0,
    ethertype: [0x8847, 0x8848],
    'ppp.protocol': [0x0281, 0x0283],
    'ip.proto': 137,
    'udp.port': 6635,
    linktype: 219,
  },
  usualBelow: ['mpls.pfn'],
  fields: {
    label: uint(20, 'Label', 'means something to the next router only', {
      names: labels,
      means: (v) => (v < FIRST_FREE && labels.nameOf(v) === undefined ? 'reserved' : undefined),
      init: FIRST_FREE,
    }),
    exp: uint(3, 'Traffic class', 'once experimental (RFC 5462)'),
    bottom: flag('Bottom of stack', 'no label follows', {
      means: (v) => (v ? 'no label follows' : 'another label follows'),
    }),
    ttl: uint(8, 'Time to live', 'hops the packet may still take', {
      init: 64,
      means: hopsSoFar,
    }),
  },
  rules: (f) => ({
    guesses: ['ip.version', 'mpls.pfn', 'linktype'],
    selects: {
      'mpls.bottom': f.bottom,
      // The first four bits are all there is to go by (RFC 4928, 3).
      'ip.version': (b, _, body) => nibble(b, body),
      'mpls.pfn': (b, _, body, end) => {
        if (nibble(b, body) === 1) return 1;
        return guessEthernet(b, body, end) === 'control word' ? 0 : -1;
      },
      linktype: (b, _, body, end) => (guessEthernet(b, body, end) === 'ethernet' ? 1 : -1),
    },
    derived: { bottom: (d) => d.number('mpls.bottom') === undefined },
    resembles: (v, { index }) => [
      // Any bytes are a stack of labels, if a datagram follows: the higher, the less likely.
      [-(STACKED * index ** 3)],
      [v.label in FIRST || v.label >= FIRST_FREE ? 0 : -6],
      [v.ttl ? 0 : -6],
      RARELY_FIRST,
    ],
    checks: [
      {
        severity: 'note',
        field: 'bottom',
        when: (v, { inner }) =>
          v.bottom && !(v.label in FIRST) && inner !== undefined && inner.fields.data === undefined,
        text: (_, { inner }) => `${inner?.protocol.title}: a guess from its first bits`,
        rfc: 'RFC 4928, 3',
      },
      {
        severity: 'warning',
        field: 'label',
        when: ({ label, bottom }, { packet, body, stop }) =>
          bottom && body < stop && label in FIRST && nibble(packet.bytes, body) !== FIRST[label],
        text: (v) => `${labels.textOf(v.label)}, and something else follows`,
        rfc: 'RFC 3032, 2.1',
      },
      {
        severity: 'error',
        field: 'bottom',
        when: (v, { body, stop, packet: { frame } }) =>
          !v.bottom && body >= stop && frame.caplen >= frame.len,
        text: 'the stack has no bottom',
        rfc: 'RFC 3032, 2.1',
      },
      {
        severity: 'warning',
        field: 'label',
        when: (v) => v.label === 3,
        text: 'Implicit Null is for label distribution, and never sent',
        rfc: 'RFC 3032, 2.1',
      },
      {
        severity: 'warning',
        field: 'label',
        when: ({ label }) => label < FIRST_FREE && labels.nameOf(label) === undefined,
        text: ({ label }) => `label ${label} is reserved`,
        rfc: 'RFC 3032, 2.1',
      },
      {
        severity: 'warning',
        field: 'bottom',
        when: (v, { body, stop }) => v.bottom && body >= stop,
        text: 'the bottom of the stack, and nothing follows',
        rfc: 'RFC 3032, 2.1',
      },
      {
        severity: 'warning',
        field: 'ttl',
        when: (v) => v.ttl === 0,
        text: 'time to live 0: the packet must not be forwarded',
        rfc: 'RFC 3032, 2.4',
      },
    ],
    summary: (v) => `${labels.textOf(v.label) ?? `label ${v.label}`}, TTL ${v.ttl}`,
  }),
});

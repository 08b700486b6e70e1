import { choice } from '../../codec/choice.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { mark, twoForms } from '../../codec/two-forms.js';
import { pppProtocols } from '../../registries/ppp.js';
import { hex } from '../show.js';

/** The last byte of a protocol number is odd, all others are even (RFC 1661, 2). */
const isShort = (b: Uint8Array, o: number): boolean => ((b[o] ?? 0) & 1) === 1;
const ALL_STATIONS = 0xff;

const look = { names: pppProtocols, show: hex(4) };
const number = twoForms(
  uint(16, 'Protocol', 'what the payload is', look),
  uint(8, 'Protocol', 'what the payload is', look),
  { mark: 'pfc', other: isShort, seeds: [[0, 0], [1]] },
);
const numberAt = number.place?.(0).number ?? (() => 0);

/** As in HDLC; often left out (RFC 1661, 6.6), and always in PPPoE (RFC 2516, 7). */
const framing = choice(
  (v, ahead) => {
    const given = v.address !== undefined || v.control !== undefined;
    return (ahead ? ahead.bytes[ahead.at] === ALL_STATIONS : given) ? 'hdlc' : undefined;
  },
  {
    hdlc: {
      address: uint(8, 'Address', 'all stations', {
        show: hex(2),
        init: ALL_STATIONS,
        means: () => 'all stations',
      }),
      control: uint(8, 'Control', 'unnumbered information', {
        show: hex(2),
        init: 0x03,
        means: (v) => (v === 0x03 ? 'unnumbered information' : undefined),
      }),
    },
  },
);
const framed = (b: Uint8Array, o: number): number => (b[o] === ALL_STATIONS ? 2 : 0);

export const ppp = protocol({
  name: 'ppp',
  title: 'Point-to-Point Protocol',
  short: 'PPP',
  rfc: 'RFC 1661',
  carriedBy: { linktype: [9, 50], 'pppoe.code': 0, ethertype: 0x880b },
  usualBelow: ['ppp.protocol'],
  fields: {
    framing,
    pfc: mark('Compressed', 'the protocol is in one byte (RFC 1661, 6.5)', isShort),
    protocol: number,
  },
  rules: () => ({
    headerLength: (b, o) => framed(b, o) + (isShort(b, o + framed(b, o)) ? 1 : 2),
    selects: { 'ppp.protocol': (b, o) => numberAt(b, o + framed(b, o)) },
    derived: { protocol: 'next' },
    resembles: (v) => [
      [v.address === ALL_STATIONS && v.control === 3 ? 14 : 0, 'address and control of HDLC'],
      [pppProtocols.nameOf(v.protocol ?? -1) ? 4 : -8, pppProtocols.textOf(v.protocol ?? -1)],
      // One byte is the right one more often by chance.
      [v.pfc ? -8 : 0],
    ],
    summary: (v) => pppProtocols.textOf(v.protocol ?? -1) ?? `protocol ${hex(4)(v.protocol ?? 0)}`,
  }),
});

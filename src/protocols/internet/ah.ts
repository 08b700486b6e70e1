import { uint } from '../../codec/fixed.js';
import { bytes } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { RARELY_FIRST } from '../resemblance.js';
import { hex } from '../show.js';

/** Sums are cut to 96 bits as a rule (RFC 4868, RFC 2404). */
const USUAL_LENGTH = 4;

export const ah = protocol({
  name: 'ah',
  title: 'Authentication Header',
  short: 'AH',
  rfc: 'RFC 4302',
  carriedBy: { 'ip.proto': 51 },
  fields: {
    next_header: uint(8, 'Next header', 'what follows', { names: ipProtocols, init: 59 }),
    length: uint(8, 'Length', 'in units of 4 bytes, less two', {
      means: (v) => `${4 * v + 8} bytes`,
    }),
    reserved: uint(16, 'Reserved', 'must be zero', { show: hex(4) }),
    spi: uint(32, 'SPI', 'security parameters index: the agreement that applies', {
      show: hex(8),
      init: 256,
    }),
    sequence: uint(32, 'Sequence number', 'grows with each packet, against replays', { init: 1 }),
    icv: bytes('Integrity check value', 'over all that does not change on the way'),
  },
  rules: (f) => ({
    headerLength: (b, o) => 4 * f.length(b, o) + 8,
    selects: { 'ip.proto': f.next_header },
    derived: { next_header: 'next', length: (d) => d.header / 4 - 2 },
    align: { to: 4, unless: 'length' },
    resembles: (v) => [
      [v.reserved === 0 ? 6 : -8],
      [ipProtocols.nameOf(v.next_header) ? 0 : -4],
      [v.length === USUAL_LENGTH ? 5 : 0, 'length of a sum of 96 bits'],
      RARELY_FIRST,
    ],
    checks: [
      {
        severity: 'warning',
        field: 'length',
        when: (v, { outer }) =>
          outer?.protocol.name.startsWith('ipv6') === true && v.length % 2 > 0,
        text: 'no multiple of 8 bytes, as IPv6 wants its extension headers',
        rfc: 'RFC 4302, 2.2',
      },
      {
        severity: 'warning',
        field: 'spi',
        when: (v) => v.spi === 0,
        text: 'SPI 0 is for use inside a host',
        rfc: 'RFC 4302, 2.4',
      },
      {
        severity: 'note',
        field: 'spi',
        when: (v) => v.spi > 0 && v.spi < 256,
        text: 'SPI 1 to 255 are reserved',
        rfc: 'RFC 4302, 2.4',
      },
      {
        severity: 'warning',
        field: 'sequence',
        when: (v) => v.sequence === 0,
        text: 'sequence number 0: the first packet has 1',
        rfc: 'RFC 4302, 2.5',
      },
      {
        severity: 'warning',
        field: 'reserved',
        when: (v) => v.reserved !== 0,
        text: 'reserved bits are set',
        rfc: 'RFC 4302, 2.3',
      },
    ],
    summary: (v) => `SPI 0x${v.spi.toString(16)}, sequence ${v.sequence}`,
  }),
});

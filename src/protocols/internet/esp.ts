import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { hex } from '../show.js';

/** What follows is encrypted: next header, padding and check value stand in it, unseen. */
export const esp = protocol({
  name: 'esp',
  title: 'Encapsulating Security Payload',
  short: 'ESP',
  rfc: 'RFC 4303',
  carriedBy: { 'ip.proto': 50 },
  fields: {
    spi: uint(32, 'SPI', 'security parameters index: the agreement that applies', {
      show: hex(8),
      init: 256,
    }),
    sequence: uint(32, 'Sequence number', 'grows with each packet, against replays', { init: 1 }),
  },
  rules: () => ({
    checks: [
      {
        severity: 'warning',
        field: 'spi',
        when: (v) => v.spi === 0,
        text: 'SPI 0 is for use inside a host',
        rfc: 'RFC 4303, 2.1',
      },
      {
        severity: 'note',
        field: 'spi',
        when: (v) => v.spi > 0 && v.spi < 256,
        text: 'SPI 1 to 255 are reserved',
        rfc: 'RFC 4303, 2.1',
      },
      {
        severity: 'warning',
        field: 'sequence',
        when: (v) => v.sequence === 0,
        text: 'sequence number 0: the first packet has 1',
        rfc: 'RFC 4303, 2.2',
      },
    ],
    summary: (v) => `SPI 0x${v.spi.toString(16)}, sequence ${v.sequence}`,
  }),
});

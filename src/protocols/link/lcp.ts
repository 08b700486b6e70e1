import { choice } from '../../codec/choice.js';
import { uint } from '../../codec/fixed.js';
import { bytes, text } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { pppProtocols } from '../../registries/ppp.js';
import { hex } from '../show.js';
import { duration } from '../words.js';
import { lcpOptions } from './lcp-options.js';
import { codes, data, header } from './ppp-control.js';

const PROTOCOL_REJECT = 8;

const options = { opt: lcpOptions };
const magic = uint(32, 'Magic number', 'of the sender, 0 if it has none', {
  filter: 'lcp.magic_number',
  show: hex(8),
  means: (v) => (v === 0 ? 'none' : undefined),
});
const message = text('Message', 'for people');
const echo = { magic_number: magic, data: bytes('Data', 'any') };

/** Sets a link up, watches it, and ends it. */
export const lcp = protocol({
  name: 'lcp',
  title: 'Link Control Protocol',
  short: 'LCP',
  rfc: 'RFC 1661',
  carriedBy: { 'ppp.protocol': 0xc021 },
  namesUnder: ['ppp'],
  fields: {
    ...header,
    body: choice(
      'code',
      {
        1: options,
        2: options,
        3: options,
        4: options,
        8: {
          rej_proto: uint(16, 'Protocol', 'that is not known', {
            names: pppProtocols,
            show: hex(4),
          }),
        },
        9: echo,
        10: echo,
        11: echo,
        12: { magic_number: magic, message },
        13: {
          magic_number: magic,
          secs_remaining: uint(32, 'Seconds', 'that the session may still last', {
            means: duration,
          }),
          message,
        },
      },
      data,
      { exact: true },
    ),
  },
  rules: (f) => ({
    // A packet of the protocol that is rejected follows, cut if it was long (RFC 1661, 5.7).
    headerLength: (b, o) =>
      f.code(b, o) === PROTOCOL_REJECT ? Math.min(6, f.length(b, o)) : f.length(b, o),
    totalLength: { by: f.length, from: 0 },
    quotes: (b, o) => f.code(b, o) === PROTOCOL_REJECT,
    selects: { 'ppp.protocol': (b, o) => ((b[o + 4] ?? 0) << 8) | (b[o + 5] ?? 0) },
    derived: { length: 'total' },
    summary: (v) => `${codes.textOf(v.code) ?? `code ${v.code}`}, identifier ${v.identifier}`,
  }),
});

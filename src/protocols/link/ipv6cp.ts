import { choice } from '../../codec/choice.js';
import { octets } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { option, tlv } from '../../codec/tlv.js';
import { compression } from './ipcp.js';
import { codes, data, header, shape, wholeLength } from './ppp-control.js';

/** RFC 5072, 4; RFC 5172 (compression). */
const ipv6cpOptions = tlv('Options', 'for IPv6', shape, {
  interface_identifier: option(1, 'Interface identifier', {
    interface_identifier: octets(8, 'Interface identifier', 'the lower half of its addresses', {
      filter: 'ipv6cp.interface_identifier',
    }),
  }),
  compress: option(2, 'IPv6 compression', compression),
});

const options = { opt: ipv6cpOptions };

export const ipv6cp = protocol({
  name: 'ipv6cp',
  title: 'IPv6 Control Protocol',
  short: 'IPv6CP',
  rfc: 'RFC 5072',
  carriedBy: { 'ppp.protocol': 0x8057 },
  namesUnder: ['ppp', 'ipcp'],
  fields: {
    ...header,
    body: choice('code', { 1: options, 2: options, 3: options, 4: options }, data, { exact: true }),
  },
  rules: (f) => ({
    ...wholeLength(f.length),
    derived: { length: 'header' },
    summary: (v) => `${codes.textOf(v.code) ?? `code ${v.code}`}, identifier ${v.identifier}`,
  }),
});

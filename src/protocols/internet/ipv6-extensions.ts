import { flag, uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { hexAndDecimal } from '../show.js';
import { inBytes } from '../words.js';
import { fragmentLine, fragmentOffset } from './fragment.js';
import { fragmentChecks, hopByHopChecks, optionChecks } from './ipv6-extension-checks.js';
import { homeAddress, ipv6Options, padOut } from './ipv6-options.js';
import { rerouted } from './ipv6-reroute.js';

/** What most extension headers begin with; 59 says that nothing follows (RFC 8200, 4.7). */
export const nextHeader = uint(8, 'Next header', 'what follows', {
  names: ipProtocols,
  init: 59,
});
export const extensionLength = uint(8, 'Length', 'in units of 8 bytes, the first not counted', {
  means: (v) => inBytes(8 * v + 8),
});
export const lengthOf = ({ header }: { readonly header: number }): number => header / 8 - 1;

const fields = { nxt: nextHeader, len: extensionLength, opt: ipv6Options };

export const hopByHop = protocol({
  name: 'ipv6.hopopts',
  title: 'IPv6 Hop-by-Hop Options',
  short: 'Hop-by-Hop',
  rfc: 'RFC 8200',
  carriedBy: { 'ip.proto': 0 },
  onlyOver: 'ipv6',
  fields,
  rules: (f) => ({
    headerLength: (b, o) => 8 * f.len(b, o) + 8,
    selects: { 'ip.proto': f.nxt },
    derived: { nxt: 'next', len: lengthOf },
    align: { to: 8, unless: 'len', fill: padOut },
    onTheWay: true,
    checks: [...hopByHopChecks, ...optionChecks],
    summary: (v) => namesOf(v.opt),
  }),
});

export const destinationOptions = protocol({
  name: 'ipv6.dstopts',
  title: 'IPv6 Destination Options',
  short: 'DstOpts',
  rfc: 'RFC 8200',
  carriedBy: { 'ip.proto': 60 },
  onlyOver: 'ipv6',
  fields,
  rules: (f) => ({
    headerLength: (b, o) => 8 * f.len(b, o) + 8,
    selects: { 'ip.proto': f.nxt },
    derived: { nxt: 'next', len: lengthOf },
    align: { to: 8, unless: 'len', fill: padOut },
    // What a mobile node sends from afar is summed as from home (RFC 6275, 11.3.1).
    reroutes(b, o, body, found) {
      const at = homeAddress(b, o + 2, body);
      return at < 0 ? found : rerouted(found, { src: b.subarray(at, at + 16) });
    },
    checks: optionChecks,
    summary: (v) => namesOf(v.opt),
  }),
});

export const fragment = protocol({
  name: 'ipv6.fraghdr',
  title: 'IPv6 Fragment',
  short: 'Fragment',
  rfc: 'RFC 8200',
  carriedBy: { 'ip.proto': 44 },
  onlyOver: 'ipv6',
  fields: {
    nxt: nextHeader,
    reserved_octet: uint(8, 'Reserved', 'must be zero'),
    offset: fragmentOffset('Offset', 'packet', ({ more }) => more),
    reserved_bits: uint(2, 'Reserved', 'must be zero'),
    more: flag('More fragments', 'more fragments follow', {
      means: (v) => (v ? 'more fragments follow' : 'no more fragments follow'),
    }),
    ident: uint(32, 'Identification', 'the same in all fragments of a packet', hexAndDecimal(8)),
  },
  rules: (f) => ({
    selects: { 'ip.proto': f.nxt },
    fragment: { id: f.ident, offset: f.offset, more: f.more },
    derived: { nxt: 'next' },
    checks: fragmentChecks,
    lineOf: 'fragments',
    line: fragmentLine('', 8, f.ident, f.offset, f.more),
  }),
});

function namesOf(options: readonly { name?: string | undefined }[] = []): string {
  return options.flatMap(({ name }) => (name && !/^pad/.test(name) ? [name] : [])).join(', ');
}

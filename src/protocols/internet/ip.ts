import { internet } from '../../codec/checksum/seal.js';
import { flag, ipv4, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { protocol } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { ofHops, ofReceiver, ofSender } from '../resemblance.js';
import { hex, inDecimal, ipv4Means } from '../show.js';
import { lengthAsSum } from '../words.js';
import { dsfield } from './dsfield.js';
import { fragmentLine } from './fragment-line.js';
import { ipChecks } from './ip-checks.js';
import { flagsMean, flagsText, hops, offsetMeans, wordsMean } from './ip-meaning.js';
import { addressesOf, ipOptions } from './ip-options.js';
import { ipPlain } from './ip-plain.js';

export const ip = protocol({
  name: 'ip',
  title: 'Internet Protocol v4',
  short: 'IPv4',
  rfc: 'RFC 791',
  carriedBy: {
    ethertype: 0x0800,
    'ip.proto': 4,
    linktype: 228,
    'ip.version': 4,
    'llc.dsap': 6,
    'ppp.protocol': 0x21,
    family: 2,
  },
  fields: {
    version: uint(4, 'Version', 'always 4', {
      init: 4,
      means: (v) => (v === 4 ? 'IPv4' : 'not IPv4'),
    }),
    hdr_len: uint(4, 'Header length', 'in bytes, options included', {
      scale: 4,
      means: wordsMean,
    }),
    dsfield,
    len: uint(16, 'Total length', 'header and payload, in bytes', {
      means: (v, { hdr_len }) => (v === 0 ? 'left to the network card' : lengthAsSum(v, hdr_len)),
    }),
    id: uint(16, 'Identification', 'the same in all fragments of a datagram', {
      show: hex(4),
      means: inDecimal,
    }),
    flags: group(
      'Flags',
      'may it be fragmented, do more fragments follow',
      {
        rb: flag('Reserved', 'must be zero'),
        df: flag("Don't fragment", 'routers must not fragment it'),
        mf: flag('More fragments', 'more fragments follow'),
      },
      { show: flagsText, means: flagsMean },
    ),
    frag_offset: uint(13, 'Fragment offset', 'in bytes, a multiple of 8', {
      scale: 8,
      means: offsetMeans,
    }),
    ttl: uint(8, 'Time to live', 'hops the datagram may still take', {
      init: 64,
      means: hops,
    }),
    proto: uint(8, 'Protocol', 'what the payload is', { names: ipProtocols, init: 255 }),
    checksum: uint(16, 'Header checksum', 'RFC 1071 over the header', { show: hex(4) }),
    src: ipv4('Source', 'address of the sender', { means: ipv4Means }),
    dst: ipv4('Destination', 'address of the receiver', { means: ipv4Means }),
    opt: ipOptions,
  },
  rules: (f) => ({
    headerLength: f.hdr_len,
    // 0: the network card was to fill it in, having cut the segment (TSO).
    totalLength: { by: f.len, from: 1 },
    selects: { 'ip.proto': f.proto },
    fragment: { id: f.id, offset: f.frag_offset, more: f.flags.mf },
    derived: { hdr_len: 'header', len: 'total', proto: 'next' },
    align: { to: 4, unless: 'hdr_len' },
    sealed: { checksum: internet({ over: 'header' }) },
    addresses: addressesOf,
    resembles: (v, { length }) => [
      [v.version === 4 ? 4 : -40, 'version 4'],
      [length === 20 ? 4 : 0],
      [v.frag_offset || v.flags.rb ? -4 : 6],
      ofHops(v.ttl),
      [ipProtocols.nameOf(v.proto) ? 0 : -4],
      ofSender(ipv4Means(v.src)),
      ofReceiver(ipv4Means(v.dst)),
    ],
    checks: ipChecks,
    plain: ipPlain,
    ends: { of: 'net', from: 'src', to: 'dst' },
    lineOf: 'fragments',
    line: fragmentLine('fragment ', {
      id: f.id,
      digits: 4,
      offset: f.frag_offset,
      more: f.flags.mf,
    }),
  }),
});

import { internet } from '../../codec/checksum/seal.js';
import { ipv4, uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { hex, hexAndDecimal, ipv4Means } from '../show.js';
import { dsfield } from './dsfield.js';
import { fragmentLine, fragmentOffset } from './fragment.js';
import { ipChecks } from './ip-checks.js';
import { ipFlags } from './ip-flags.js';
import { hops, totalMeans, versionMeans, wordsMean } from './ip-meaning.js';
import { addressesOf, ipOptions } from './ip-options.js';
import { ipPlain } from './ip-plain.js';
import { resemblesIp } from './ip-resembles.js';

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
  usualBelow: ['ip.proto'],
  // RFC 5737.
  example: { id: 0xabcd, src: '192.0.2.1', dst: '198.51.100.2' },
  fields: {
    version: uint(4, 'Version', 'always 4', { init: 4, means: versionMeans }),
    hdr_len: uint(4, 'Header length', 'in bytes, options included', { scale: 4, means: wordsMean }),
    dsfield,
    len: uint(16, 'Total length', 'header and payload, in bytes', { means: totalMeans }),
    id: uint(16, 'Identification', 'the same in all fragments of a datagram', hexAndDecimal(4)),
    flags: ipFlags,
    frag_offset: fragmentOffset('Fragment offset', 'datagram', ({ flags }) => flags.mf),
    ttl: uint(8, 'Time to live', 'hops the datagram may still take', { init: 64, means: hops }),
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
    resembles: resemblesIp,
    checks: ipChecks,
    plain: ipPlain,
    ends: { of: 'net', from: 'src', to: 'dst' },
    lineOf: 'fragments',
    line: fragmentLine('fragment ', 4, f.id, f.frag_offset, f.flags.mf),
  }),
});

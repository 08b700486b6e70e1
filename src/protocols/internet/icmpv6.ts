import { internet } from '../../codec/checksum/seal.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { icmpv6Codes, icmpv6Types } from '../../registries/icmpv6.js';
import { hex } from '../show.js';
import { errorTail, extendedBy, extensionAt } from './icmp-extension.js';
import { icmpLine } from './icmp-line.js';
import { icmpv6Checks } from './icmpv6-checks.js';
import { body, headerLength } from './icmpv6-forms.js';
import { resemblesIcmpv6 } from './icmpv6-resembles.js';

/** Destination unreachable, packet too big, time exceeded, parameter problem. */
const isError = (type: number): boolean => type > 0 && type < 5;
/** Those of them that RFC 4884 extends. */
const isExtended = (type: number): boolean => type === 1 || type === 3;

/** Where an extension starts; negative: there is none. */
function extensionOf(b: Uint8Array, start: number, end: number): number {
  const type = b[start] as number;
  if (type === 160) return start + 12 <= end ? start + 8 : -1;
  if (!isExtended(type)) return -1;
  return extensionAt(b, start + 8, 8 * (b[start + 4] ?? 0), end);
}

export const icmpv6 = protocol({
  name: 'icmpv6',
  title: 'Internet Control Message Protocol v6',
  short: 'ICMPv6',
  rfc: 'RFC 4443',
  carriedBy: { 'ip.proto': 58 },
  namesUnder: ['icmp'],
  onlyOver: 'ipv6',
  fields: {
    type: uint(8, 'Type', 'kind of message', { names: icmpv6Types, init: 'echo_request' }),
    code: uint(8, 'Code', 'kind within the type', {
      namesBy: (v) => icmpv6Codes(v.type),
      means: (code, v) => icmpv6Codes(v.type)?.textOf(code) ?? (code === 0 ? undefined : 'unknown'),
    }),
    checksum: uint(16, 'Checksum', 'RFC 1071 over pseudo-header and message', { show: hex(4) }),
    body,
  },
  tail: errorTail,
  rules: (f) => ({
    headerLength,
    ...extendedBy(extensionOf),
    selects: { 'ip.proto': (b, o) => (isError(f.type(b, o)) ? 41 : -1) },
    quotes: (b, o) => isError(f.type(b, o)),
    sealed: { checksum: internet({ pseudo: 58 }) },
    resembles: resemblesIcmpv6,
    checks: icmpv6Checks,
    // A whole echo, or its reply.
    plain: (b, o, { body }) => f.type(b, o) >> 1 === 64 && f.code(b, o) === 0 && body === o + 8,
    line: icmpLine(f, {
      types: icmpv6Types,
      codes: icmpv6Codes,
      echoes: [128, 129],
      about: [130, 131, 132, 135, 136],
    }),
  }),
});

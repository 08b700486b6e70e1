import { internet } from '../../codec/checksum/seal.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { icmpCodes, icmpTypes } from '../../registries/icmp.js';
import { isToOne } from '../around.js';
import { hex } from '../show.js';
import { icmpChecks } from './icmp-checks.js';
import { errorTail, extendedBy, extensionAt } from './icmp-extension.js';
import { body, headerLength } from './icmp-forms.js';
import { icmpLine } from './icmp-line.js';

/** Types that are still sent (RFC 6918 gave up on many). */
const usual = new Set([0, 3, 5, 8, 9, 10, 11, 12, 13, 14, 42, 43]);
/** Types that quote the datagram they are about, and those of them that RFC 4884 extends. */
const quoting = new Set([3, 4, 5, 11, 12, 31, 40]);
const extended = new Set([3, 11, 12]);

/** Where an extension starts; negative: there is none. */
function extensionOf(b: Uint8Array, start: number, end: number): number {
  const type = b[start] as number;
  if (type === 42) return start + 12 <= end ? start + 8 : -1;
  if (!extended.has(type)) return -1;
  return extensionAt(b, start + 8, 4 * (b[start + 5] ?? 0), end);
}

export const icmp = protocol({
  name: 'icmp',
  title: 'Internet Control Message Protocol',
  short: 'ICMP',
  rfc: 'RFC 792',
  carriedBy: { 'ip.proto': 1 },
  onlyOver: 'ip',
  fields: {
    type: uint(8, 'Type', 'kind of message', { names: icmpTypes, init: 'echo_request' }),
    code: uint(8, 'Code', 'kind within the type', {
      namesBy: (v) => icmpCodes(v.type),
      means: (code, v) => icmpCodes(v.type)?.textOf(code) ?? (code === 0 ? undefined : 'unknown'),
    }),
    checksum: uint(16, 'Checksum', 'RFC 1071 over the whole message', { show: hex(4) }),
    body,
  },
  tail: errorTail,
  rules: (f) => ({
    headerLength,
    ...extendedBy(extensionOf),
    selects: {
      'ip.proto': (b, o, at) => {
        const type = f.type(b, o);
        if (!quoting.has(type)) return -1;
        // RFC 1475: the datagram may be one of IPv7.
        return type === 31 && (b[at] ?? 0) >> 4 !== 4 ? -1 : 4;
      },
    },
    quotes: (b, o) => quoting.has(f.type(b, o)),
    sealed: { checksum: internet() },
    resembles: (v) => [
      [
        usual.has(v.type) ? 3 : icmpTypes.nameOf(v.type) ? -2 : -8,
        `type ${icmpTypes.textOf(v.type)}`,
      ],
      [v.code === 0 ? 4 : icmpCodes(v.type)?.nameOf(v.code) ? 2 : -8],
    ],
    checks: icmpChecks,
    // A whole echo, or its reply.
    plain: (b, o, { cuts, index, body }) =>
      (f.type(b, o) === 0 || (f.type(b, o) === 8 && isToOne(b, cuts, index))) &&
      f.code(b, o) === 0 &&
      body === o + 8,
    line: icmpLine(f, {
      types: icmpTypes,
      codes: icmpCodes,
      echoes: [0, 8, 13, 14, 15, 16, 17, 18],
      about: [],
    }),
  }),
});

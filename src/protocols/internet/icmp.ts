import { internet } from '../../codec/checksum/seal.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { icmpCodes, icmpTypes } from '../../registries/icmp.js';
import { hex } from '../show.js';
import { icmpChecks } from './icmp-checks.js';
import { errorTail, extensionAt, shareTail } from './icmp-extension.js';
import { body, headerLength } from './icmp-forms.js';

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
  rfc: 'RFC 792',
  carriedBy: { 'ip.proto': 1 },
  fields: {
    type: uint(8, 'Type', 'kind of message', { names: icmpTypes, init: 'echo_request' }),
    code: uint(8, 'Code', 'kind within the type', {
      means: (code, v) => icmpCodes(v.type)?.textOf(code),
    }),
    checksum: uint(16, 'Checksum', 'RFC 1071 over the whole message', { show: hex(4) }),
    body,
  },
  tail: errorTail,
  rules: (f) => ({
    headerLength,
    // The quoted datagram ends before the extension, whatever its own header says.
    totalLength: (b, o, _header, end) => {
      const at = extensionOf(b, o, end);
      return at < 0 ? -1 : at - o;
    },
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
    tail: ({ bytes, start, from, end }) => shareTail(extensionOf(bytes, start, end), from, end),
    checks: icmpChecks,
    summary: (v) => {
      const what = icmpTypes.textOf(v.type) ?? `type ${v.type}`;
      const code = icmpCodes(v.type)?.textOf(v.code) ?? (v.code ? `code ${v.code}` : undefined);
      const asked = v.seq === undefined ? '' : ` ${hex(4)(v.ident ?? 0)}, ${v.seq}`;
      return `${what}${code === undefined ? '' : `: ${code}`}${asked}`;
    },
  }),
});

import type { Layer } from '../../codec/packet.js';
import type { Severity } from '../../codec/protocol.js';
import { icmpCodes, icmpTypes } from '../../registries/icmp.js';

/** What the checks look at. */
interface Message {
  readonly type: number;
  readonly code: number;
  readonly length?: number | undefined;
  readonly mtu?: number | undefined;
  readonly addr_entry_size?: number | undefined;
  readonly num_addrs?: number | undefined;
  readonly pointer?: number | undefined;
  readonly unused?: string | undefined;
  readonly unused2?: string | undefined;
  readonly reserved?: string | undefined;
  readonly ext?: Extension | undefined;
}

export interface Extension {
  readonly version: number;
}

interface Check<V> {
  readonly severity: Severity;
  readonly field?: string;
  readonly when: (v: V, layer: Layer) => boolean;
  readonly text: string | ((v: V) => string);
  readonly rfc?: string;
}

const errors = new Set([3, 4, 5, 11, 12]);
/** RFC 6918, 2 and 3; RFC 6633 (source quench). */
const deprecated = new Set([4, 6, 15, 16, 17, 18, ...[30, 31, 32, 33, 34, 35, 36, 37, 38, 39]]);

const hasStatus = (ext: Extension | undefined, status: string): boolean =>
  ext !== undefined && (ext as { checksum_status?: string }).checksum_status === status;

interface Extended {
  readonly ext?: Extension | undefined;
  readonly ext_raw?: string;
}

/** For ICMP and for ICMPv6. */
export const extensionChecks: readonly Check<Extended>[] = [
  {
    severity: 'warning',
    field: 'ext',
    when: (v) => v.ext_raw !== undefined,
    text: 'the objects of the extension do not fill it',
    rfc: 'RFC 4884, 8',
  },
  {
    severity: 'warning',
    field: 'ext',
    when: ({ ext }) => hasStatus(ext, 'bad'),
    text: 'the checksum of the extension is wrong',
    rfc: 'RFC 4884, 7',
  },
  {
    severity: 'warning',
    field: 'ext',
    when: ({ ext }) => ext !== undefined && ext.version !== 2,
    text: ({ ext }) => `version ${ext?.version} of the extension, not 2`,
    rfc: 'RFC 4884, 7',
  },
];

/** The datagram that an error quotes. */
function quoted({ fields, inner }: Layer): Layer | undefined {
  return errors.has(fields.type) && inner?.protocol.name === 'ip' ? inner : undefined;
}

const isQuoted = (layer: Layer, odd: (header: Layer) => boolean): boolean => {
  const header = quoted(layer);
  return header !== undefined && !header.problem && odd(header);
};

/** Class D and E, and the broadcast address. */
const isNoHost = (address: string): boolean =>
  Number(address.slice(0, address.indexOf('.'))) >= 224;

const complains = 'RFC 1122, 3.2.2';

export const icmpChecks: readonly Check<Message>[] = [
  {
    severity: 'warning',
    when: (_, layer) =>
      isQuoted(
        layer,
        ({ inner }) => inner?.protocol.name === 'icmp' && errors.has(inner.fields.type),
      ),
    text: 'an error about an error',
    rfc: complains,
  },
  {
    severity: 'warning',
    when: (_, layer) => isQuoted(layer, ({ fields }) => isNoHost(fields.dst)),
    text: 'an error about a datagram to more than one host',
    rfc: complains,
  },
  {
    severity: 'warning',
    when: (_, layer) => isQuoted(layer, ({ fields }) => isNoHost(fields.src)),
    text: 'an error about a datagram whose source is no single host',
    rfc: complains,
  },
  {
    severity: 'warning',
    when: (_, layer) => isQuoted(layer, ({ fields }) => fields.frag_offset > 0),
    text: 'an error about a fragment other than the first',
    rfc: complains,
  },
  {
    severity: 'note',
    field: 'mtu',
    when: (v) => v.type === 3 && v.mtu === 0,
    text: 'the router does not tell the MTU: it is older than RFC 1191',
    rfc: 'RFC 1191, 5',
  },
  {
    severity: 'warning',
    field: 'mtu',
    when: ({ type, mtu = 0 }) => type === 3 && mtu > 0 && mtu < 68,
    text: ({ mtu }) => `MTU ${mtu}: every network takes 68 bytes`,
    rfc: 'RFC 791, 3.2',
  },
  {
    severity: 'warning',
    field: 'length',
    when: ({ length = 0, ext }) => ext !== undefined && length > 0 && length < 32,
    text: 'the quoted datagram is not filled up to 128 bytes',
    rfc: 'RFC 4884, 4',
  },
  {
    severity: 'warning',
    field: 'addr_entry_size',
    when: ({ addr_entry_size: size }) => size !== undefined && size < 2,
    text: 'entries too small for an address and its preference',
    rfc: 'RFC 1256, 5.2',
  },
  {
    severity: 'note',
    field: 'type',
    when: ({ type }) => deprecated.has(type),
    text: 'deprecated: no host should send it any more',
    rfc: 'RFC 6918',
  },
  {
    severity: 'note',
    field: 'type',
    when: ({ type }) => icmpTypes.nameOf(type) === undefined,
    text: ({ type }) => `type ${type} is not assigned: receivers discard it`,
    rfc: 'RFC 1122, 3.2.2',
  },
  {
    severity: 'note',
    field: 'code',
    when: ({ type, code }) =>
      icmpTypes.nameOf(type) !== undefined &&
      icmpCodes(type)?.nameOf(code) === undefined &&
      code > 0,
    text: ({ type, code }) => `type ${type} has no code ${code}`,
    rfc: 'RFC 792',
  },
  {
    severity: 'note',
    when: ({ unused = '', unused2 = '', reserved = '' }) =>
      /[^0]/.test(unused + unused2 + reserved),
    text: 'bytes without a use are not zero',
    rfc: 'RFC 792',
  },
  {
    severity: 'warning',
    field: 'type',
    when: ({ type }, { outer }) =>
      type === 8 && outer?.protocol.name === 'ip' && isNoHost(outer.fields.dst),
    text: 'an echo request to many: their answers may flood whoever is named as the source',
    rfc: 'RFC 1122, 3.2.2.6',
  },
  {
    severity: 'warning',
    field: 'pointer',
    when: ({ type, pointer = 0 }, layer) => type === 12 && pointer >= layer.end - layer.body,
    text: ({ pointer }) => `byte ${pointer} is not among those that are quoted`,
    rfc: 'RFC 792',
  },
  {
    severity: 'warning',
    when: ({ type }, { body, stop }) => errors.has(type) && body >= stop,
    text: 'an error that does not quote what it is about',
    rfc: complains,
  },
  {
    severity: 'warning',
    when: (_, layer) =>
      isQuoted(layer, (header) => {
        const { body, limit, fields } = header;
        return Math.min(body + 8, header.offset + fields.len) > limit;
      }),
    text: 'the quoted datagram is cut before its first 8 bytes of data',
    rfc: complains,
  },
  ...extensionChecks,
];

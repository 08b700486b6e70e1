import type { Layer } from '../../codec/packet.js';
import type { Severity } from '../../codec/protocol.js';
import { icmpv6Codes, icmpv6Types } from '../../registries/icmpv6.js';
import { type Extension, extensionChecks } from './icmp-checks.js';

interface Option {
  readonly type?: number;
  readonly name?: string | undefined;
  readonly mtu?: number;
  readonly length?: number;
  readonly valid_lifetime?: number;
  readonly preferred_lifetime?: number;
}

/** What the checks look at. */
interface Message {
  readonly type: number;
  readonly code: number;
  readonly mtu?: number | undefined;
  readonly nd?:
    | {
        readonly ra?: { readonly flag: { readonly prf: number } };
        readonly ns?: { readonly target_address: string };
        readonly na?: { readonly target_address: string; readonly flag: { readonly s: boolean } };
        readonly rd?: { readonly target_address: string; readonly destination_address: string };
      }
    | undefined;
  readonly reserved?: string | undefined;
  readonly opt?: readonly unknown[] | undefined;
  readonly ext?: Extension | undefined;
}

interface Check {
  readonly severity: Severity;
  readonly field?: string;
  readonly when: (v: Message, layer: Layer) => boolean;
  readonly text: string | ((v: Message, layer: Layer) => string);
  readonly rfc?: string;
}

const NDP = new Set([133, 134, 135, 136, 137, 141, 142]);
const MLD = new Set([130, 131, 132, 143]);
const RA = 134;
const NS = 135;
const NA = 136;

/** The IPv6 header around a message; what an error quotes was judged when it was sent. */
function headerOf(layer: Layer): Layer | undefined {
  let at = layer.outer;
  while (at && at.protocol.name !== 'ipv6') at = at.outer;
  return at?.outer?.protocol.name.startsWith('icmp') ? undefined : at;
}
const sent = (
  layer: Layer,
  odd: (header: { src: string; dst: string; hlim: number }) => boolean,
) => {
  const header = headerOf(layer);
  return header !== undefined && odd(header.fields as { src: string; dst: string; hlim: number });
};

const isMulticast = (address: string): boolean => /^ff[\da-f]{2}:/.test(address);
const isLinkLocal = (address: string): boolean => /^fe[89ab][\da-f]:/.test(address);
const isSolicitedNode = (address: string): boolean => /^ff02::1:ff[\da-f]{2}:/.test(address);
const UNSPECIFIED = '::';

const options = ({ opt = [] }: Message, name: string): readonly Option[] =>
  (opt as readonly Option[]).filter((option) => option.name === name);

/** The packet that an error quotes. */
function quoted(layer: Layer, odd: (header: Layer) => boolean): boolean {
  const { fields, inner } = layer;
  return fields.type < 5 && inner?.protocol.name === 'ipv6' && !inner.problem && odd(inner);
}
/** What that packet carries, behind its extension headers. */
function carried(header: Layer): Layer | undefined {
  let at = header.inner;
  while (at?.protocol.name.startsWith('ipv6.')) at = at.inner;
  return at;
}
/** Packet too big, and an option that asks for an answer, may be about packets to many. */
const answersMany = ({ type, code }: Message): boolean => type === 2 || (type === 4 && code === 2);

const ndpChecks: readonly Check[] = [
  {
    severity: 'error',
    when: ({ type }, layer) => NDP.has(type) && sent(layer, ({ hlim }) => hlim !== 255),
    text: 'hop limit is not 255: the message may come from another link, and must be dropped',
    rfc: 'RFC 4861, 6.1, 7.1 and 8.1',
  },
  {
    severity: 'error',
    field: 'code',
    when: ({ type, code }) => NDP.has(type) && code !== 0,
    text: 'the code must be 0',
    rfc: 'RFC 4861, 6.1, 7.1 and 8.1',
  },
  {
    severity: 'error',
    when: ({ type }, layer) =>
      (type === RA || type === 137) && sent(layer, ({ src }) => !isLinkLocal(src)),
    text: 'a router must send this from its link-local address',
    rfc: 'RFC 4861, 6.1.2 and 8.1',
  },
  {
    severity: 'error',
    field: 'opt',
    when: (v, layer) =>
      (v.type === 133 || v.type === NS) &&
      options(v, 'source').length > 0 &&
      sent(layer, ({ src }) => src === UNSPECIFIED),
    text: 'a link-layer address of a sender without address',
    rfc: 'RFC 4861, 6.1.1 and 7.1.1',
  },
  {
    severity: 'error',
    when: ({ type }, layer) =>
      type === NS && sent(layer, ({ src, dst }) => src === UNSPECIFIED && !isSolicitedNode(dst)),
    text: 'duplicate address detection goes to the solicited-node group',
    rfc: 'RFC 4861, 7.1.1',
  },
  {
    severity: 'error',
    field: 'nd',
    when: ({ nd }) =>
      isMulticast((nd?.ns ?? nd?.na)?.target_address ?? nd?.rd?.destination_address ?? UNSPECIFIED),
    text: 'the target must be no group',
    rfc: 'RFC 4861, 7.1 and 8.1',
  },
  {
    severity: 'error',
    field: 'nd',
    when: ({ type, nd }, layer) =>
      type === NA && nd?.na?.flag.s === true && sent(layer, ({ dst }) => isMulticast(dst)),
    text: 'an answer to a group was not solicited',
    rfc: 'RFC 4861, 7.1.2',
  },
  {
    severity: 'error',
    field: 'nd',
    when: ({ nd }) =>
      nd?.rd !== undefined &&
      nd.rd.target_address !== nd.rd.destination_address &&
      !isLinkLocal(nd.rd.target_address),
    text: 'the target is neither the destination nor the link-local address of a router',
    rfc: 'RFC 4861, 8.1',
  },
  {
    severity: 'warning',
    field: 'nd',
    when: ({ nd }) => nd?.ra?.flag.prf === 2,
    text: 'a reserved preference: it counts as medium',
    rfc: 'RFC 4191, 2.2',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: (v) =>
      options(v, 'prefix').some(
        ({ valid_lifetime: valid = 0, preferred_lifetime: preferred = 0 }) => preferred > valid,
      ),
    text: 'a prefix that is preferred for longer than it is valid',
    rfc: 'RFC 4862, 5.5.3',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: (v) =>
      [...options(v, 'prefix'), ...options(v, 'route')].some(({ length = 0 }) => length > 128),
    text: 'a prefix longer than an address',
    rfc: 'RFC 4861, 4.6.2',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: (v) => options(v, 'mtu').some(({ mtu = 1280 }) => mtu < 1280),
    text: 'every link takes 1280 bytes',
    rfc: 'RFC 8200, 5',
  },
];

export const icmpv6Checks: readonly Check[] = [
  ...ndpChecks,
  {
    severity: 'warning',
    when: ({ type }, layer) => MLD.has(type) && sent(layer, ({ hlim }) => hlim !== 1),
    text: 'hop limit is not 1: the message could leave its link',
    rfc: 'RFC 3810, 5',
  },
  {
    severity: 'warning',
    when: ({ type }, layer) =>
      MLD.has(type) && sent(layer, ({ src }) => !isLinkLocal(src) && src !== UNSPECIFIED),
    text: 'the source is no link-local address',
    rfc: 'RFC 3810, 5',
  },
  {
    severity: 'note',
    field: 'mtu',
    when: ({ type, mtu = 1280 }) => type === 2 && mtu < 1280,
    text: 'an MTU that no link of IPv6 may have: it must not lower that of the path',
    rfc: 'RFC 8201, 4',
  },
  {
    severity: 'warning',
    when: (_, layer) =>
      quoted(layer, (header) => {
        const inner = carried(header);
        const type = inner?.protocol.name === 'icmpv6' ? inner.fields.type : undefined;
        return type !== undefined && (type < 128 || type === 137);
      }),
    text: 'an error about an error or a redirect',
    rfc: 'RFC 4443, 2.4',
  },
  {
    severity: 'warning',
    when: (v, layer) =>
      !answersMany(v) && quoted(layer, ({ fields }) => isMulticast(fields.dst as string)),
    text: 'an error about a packet to a group',
    rfc: 'RFC 4443, 2.4',
  },
  {
    severity: 'warning',
    when: (_, layer) =>
      quoted(layer, ({ fields: { src } }) => src === UNSPECIFIED || isMulticast(src as string)),
    text: 'an error about a packet whose source is no single node',
    rfc: 'RFC 4443, 2.4',
  },
  {
    severity: 'warning',
    when: ({ type }, layer) =>
      type < 5 && layer.end - (headerOf(layer)?.offset ?? layer.end) > 1280,
    text: 'an error of more than 1280 bytes',
    rfc: 'RFC 4443, 2.4',
  },
  {
    severity: 'warning',
    when: ({ type }, { body, stop }) => type > 0 && type < 5 && body >= stop,
    text: 'an error that does not quote what it is about',
    rfc: 'RFC 4443, 2.4',
  },
  {
    severity: 'note',
    field: 'type',
    when: ({ type }) => icmpv6Types.nameOf(type) === undefined,
    text: ({ type }) =>
      `type ${type} is not assigned: ${type < 128 ? 'the upper layer gets it' : 'it is discarded'}`,
    rfc: 'RFC 4443, 2.4',
  },
  {
    severity: 'note',
    field: 'code',
    when: ({ type, code }) =>
      !NDP.has(type) &&
      icmpv6Types.nameOf(type) !== undefined &&
      icmpv6Codes(type)?.nameOf(code) === undefined &&
      code > 0,
    text: ({ type, code }) => `type ${type} has no code ${code}`,
    rfc: 'RFC 4443, 2.1',
  },
  {
    severity: 'note',
    field: 'reserved',
    when: ({ reserved = '' }) => /[^0]/.test(reserved),
    text: 'bytes without a use are not zero',
    rfc: 'RFC 4443, 3 and 4',
  },
  {
    severity: 'note',
    field: 'opt',
    when: ({ type, opt = [] }) =>
      NDP.has(type) && (opt as readonly Option[]).some(({ name }) => name === undefined),
    text: 'an unknown option: receivers skip it',
    rfc: 'RFC 4861, 4.6',
  },
  ...extensionChecks,
];

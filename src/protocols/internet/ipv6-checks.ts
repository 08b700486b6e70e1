import type { Layer } from '../../codec/packet.js';
import type { Severity } from '../../codec/protocol.js';

interface Check<V> {
  readonly severity: Severity;
  readonly field?: string;
  readonly when: (v: V, layer: Layer) => boolean;
  readonly text: string | ((v: V) => string);
  readonly rfc?: string;
}

interface Header {
  readonly version: number;
  readonly plen: number;
  readonly nxt: number;
  readonly src: string;
  readonly dst: string;
}

interface Option {
  readonly [key: string]: unknown;
  readonly name?: string | undefined;
}
interface Options {
  readonly opt?: readonly Option[] | undefined;
}

const isMulticast = (address: string): boolean => /^ff[\da-f]{2}:/.test(address);

const optionsOf = (layer: Layer | undefined): readonly Option[] => layer?.fields.opt ?? [];
const isJumbo = ({ name }: Option): boolean => name === 'jumbo';

/** The IPv6 header around an extension header. */
function headerOf(layer: Layer): Layer | undefined {
  let at: Layer | undefined = layer;
  while (at && at.protocol.name !== 'ipv6') at = at.outer;
  return at;
}

/** Bytes behind the header of this layer, by the IPv6 header's account. */
function payloadOf(layer: Layer): number {
  const header = headerOf(layer);
  const plen: number = header?.fields.plen ?? 0;
  return header && plen > 0 ? header.body + plen - layer.body : 0;
}

export const ipv6Checks: readonly Check<Header>[] = [
  {
    severity: 'error',
    field: 'version',
    when: (v) => v.version !== 6,
    text: (v) => `version ${v.version}, not 6`,
    rfc: 'RFC 8200, 3',
  },
  {
    severity: 'note',
    field: 'plen',
    when: (v, { inner }) => v.plen === 0 && v.nxt !== 59 && v.nxt !== 0 && inner !== undefined,
    text: 'payload length 0: left to the network card, which was to cut the segment (TSO)',
  },
  {
    severity: 'error',
    field: 'plen',
    when: (v, { inner }) => v.plen === 0 && v.nxt === 0 && !optionsOf(inner).some(isJumbo),
    text: 'payload length 0, and no jumbo payload option that tells it',
    rfc: 'RFC 2675, 3',
  },
  {
    severity: 'warning',
    field: 'src',
    when: (v) => isMulticast(v.src),
    text: 'a group cannot be a sender',
    rfc: 'RFC 4291, 2.7',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v) => v.dst === '::',
    text: 'the unspecified address cannot be a receiver',
    rfc: 'RFC 4291, 2.5.2',
  },
];

export const hopByHopChecks: readonly Check<Options>[] = [
  {
    severity: 'error',
    when: (_, { outer }) => outer !== undefined && outer.protocol.name !== 'ipv6',
    text: 'hop-by-hop options may stand behind the IPv6 header only',
    rfc: 'RFC 8200, 4.1',
  },
  {
    severity: 'error',
    field: 'opt',
    when: ({ opt = [] }, layer) => opt.some(isJumbo) && headerOf(layer)?.fields.plen > 0,
    text: 'a jumbo payload option beside a payload length in the IPv6 header',
    rfc: 'RFC 2675, 3',
  },
  {
    severity: 'error',
    field: 'opt',
    when: ({ opt = [] }) => opt.some((o) => isJumbo(o) && Number(o.jumbo) < 65536),
    text: 'a jumbo payload of less than 65536 bytes',
    rfc: 'RFC 2675, 3',
  },
];

/** Options that their RFCs allow in one of the two headers only. */
const HOP_BY_HOP = new Set('rtalert calipso smf_dpd rpl rpl_old qs pmtu mpl jumbo dff'.split(' '));
const DESTINATION = new Set('tel pdm ilnp_nonce lio hao'.split(' '));

export const optionChecks: readonly Check<Options>[] = [
  {
    severity: 'warning',
    field: 'opt',
    when: ({ opt = [] }, { protocol }) => {
      const wrong = protocol.name === 'ipv6.hopopts' ? DESTINATION : HOP_BY_HOP;
      return opt.some(({ name = '' }) => wrong.has(name));
    },
    text: 'an option that belongs into the other header of options',
  },
  {
    severity: 'note',
    field: 'opt',
    when: ({ opt = [] }) => opt.some((o) => typeof o.padn === 'string' && /[^0]/.test(o.padn)),
    text: 'padding that is not zero: something may be hidden in it',
    rfc: 'RFC 8200, 4.2',
  },
];

interface Fragment {
  readonly offset: number;
  readonly more: boolean;
}

export const fragmentChecks: readonly Check<Fragment>[] = [
  {
    severity: 'error',
    field: 'offset',
    when: (v, layer) => v.more && payloadOf(layer) % 8 !== 0,
    text: 'not the last fragment, and no multiple of 8 bytes long',
    rfc: 'RFC 8200, 4.5',
  },
  {
    severity: 'error',
    field: 'offset',
    when: (v, layer) => v.offset + payloadOf(layer) > 65535,
    text: 'the fragment ends behind the 65535 bytes that a packet may have',
    rfc: 'RFC 8200, 4.5',
  },
  {
    severity: 'error',
    when: (_, layer) => optionsOf(headerOf(layer)?.inner).some(isJumbo),
    text: 'a fragment of a jumbogram: there are none',
    rfc: 'RFC 2675, 3',
  },
];

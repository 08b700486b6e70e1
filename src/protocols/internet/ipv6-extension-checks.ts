import { BROKEN } from '../../codec/dissect.js';
import type { Layer } from '../../codec/packet.js';
import {
  type Check,
  isJumbo,
  type Next,
  nextChecks,
  type Option,
  optionsOf,
} from './ipv6-checks.js';

interface Options {
  readonly opt?: readonly Option[] | undefined;
}

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

/** Options for the destination stand before a route and at the end, all others once. */
const most = ({ protocol }: Layer): number => (protocol.name === 'ipv6.dstopts' ? 2 : 1);

function isRepeated(layer: Layer): boolean {
  let before = 0;
  for (let at = layer.outer; at?.protocol.name.startsWith('ipv6.'); at = at.outer) {
    if (at.protocol === layer.protocol) before++;
  }
  return before === most(layer);
}

/** For routing and fragment headers too. */
export const orderChecks: readonly Check<Next>[] = [
  ...nextChecks,
  {
    severity: 'warning',
    when: (_, layer) => isRepeated(layer),
    text: 'the same extension header more often than it may stand there',
    rfc: 'RFC 8200, 4.1',
  },
];

/** Bits that say what a receiver does with an option that it does not know. */
const SKIP = 0;

export const optionChecks: readonly Check<Options & Next>[] = [
  ...orderChecks,
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
  {
    severity: 'note',
    field: 'opt',
    when: ({ opt = [] }) => opt.some((o) => o.name === undefined && actionOf(o) === SKIP),
    text: 'an unknown option: receivers skip it',
    rfc: 'RFC 8200, 4.2',
  },
  {
    severity: 'note',
    field: 'opt',
    when: ({ opt = [] }) => opt.some(({ name }) => name === 'endpoint_id'),
    text: 'a deprecated option',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: ({ opt = [] }) => opt.some((o) => o.name === undefined && actionOf(o) !== SKIP),
    text: 'an unknown option: receivers drop the packet',
    rfc: 'RFC 8200, 4.2',
  },
];

const actionOf = ({ type }: Option): number => Number(type) >> 6;

interface Fragment extends Next {
  readonly reserved_octet: number;
  readonly reserved_bits: number;
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
  {
    severity: 'note',
    field: 'reserved_octet',
    when: (v) => v.reserved_octet !== 0 || v.reserved_bits !== 0,
    text: 'reserved bits are set',
    rfc: 'RFC 8200, 4.5',
  },
  {
    severity: 'note',
    field: 'offset',
    when: (v) => v.offset === 0 && !v.more,
    text: 'an atomic fragment: the whole packet in one',
    rfc: 'RFC 6946, 2',
  },
  {
    severity: 'error',
    field: 'more',
    when: (v, { packet, index }) =>
      v.more &&
      v.offset === 0 &&
      packet.layers.slice(index + 1).some(({ flags }) => (flags & BROKEN) !== 0),
    text: 'a first fragment that does not hold all headers',
    rfc: 'RFC 8200, 4.5',
  },
  ...orderChecks,
];

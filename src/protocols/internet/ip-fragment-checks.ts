import type { Layer } from '../../codec/packet.js';
import type { Severity } from '../../codec/protocol.js';

interface Header {
  readonly hdr_len: number;
  readonly len: number;
  readonly id: number;
  readonly flags: { readonly df: boolean; readonly mf: boolean };
  readonly frag_offset: number;
  readonly proto: number;
}

interface Check {
  readonly severity: Severity;
  readonly field: string;
  readonly when: (v: Header, layer: Layer) => boolean;
  readonly text: string | ((v: Header) => string);
  readonly rfc?: string;
}

const TCP = 6;
/** Of TCP's header up to the flags and the window, by which filters decide. */
const DECIDES = 16;

const isFragment = ({ flags, frag_offset }: Header): boolean => flags.mf || frag_offset > 0;

export const ipFragmentChecks: readonly Check[] = [
  {
    severity: 'note',
    field: 'flags.df',
    when: (v) => v.flags.df && isFragment(v),
    text: 'a fragment that must not be fragmented: only its sender can have done it',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'error',
    field: 'len',
    when: (v) => v.flags.mf && v.len > 0 && (v.len - v.hdr_len) % 8 !== 0,
    text: 'not the last fragment, and no multiple of 8 bytes long',
    rfc: 'RFC 791, 3.2',
  },
  {
    severity: 'warning',
    field: 'len',
    when: (v) => isFragment(v) && v.len === v.hdr_len,
    text: 'a fragment that carries nothing',
    rfc: 'RFC 791, 3.2',
  },
  {
    severity: 'error',
    field: 'frag_offset',
    when: (v) => v.frag_offset + v.len > 65535,
    text: 'the fragment ends behind the 65535 bytes that a datagram may have',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'warning',
    field: 'flags.mf',
    when: ({ flags, frag_offset, proto }, { body, stop }) =>
      flags.mf && frag_offset === 0 && proto === TCP && stop - body < DECIDES,
    text: 'a first fragment too small for the TCP header: it slips through filters',
    rfc: 'RFC 1858, 3',
  },
  {
    severity: 'warning',
    field: 'frag_offset',
    when: (v) => v.frag_offset === 8 && v.proto === TCP,
    text: 'a second fragment within the TCP header: it slips through filters',
    rfc: 'RFC 1858, 4',
  },
  {
    severity: 'note',
    field: 'id',
    when: (v) => v.id === 0 && isFragment(v),
    text: 'identification 0 in a fragment: it may be taken for one of another datagram',
    rfc: 'RFC 6864, 4.3',
  },
];

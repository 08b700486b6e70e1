import { uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import type { Layer } from '../../codec/packet.js';
import type { Evidence } from '../../codec/protocol.js';
import { hex } from '../show.js';
import { inBytes, lengthAsSum } from '../words.js';

/** RFC 2516, 4 and A; RFC 5578 (credits, quality) and later ones. */
export const codes = names({
  session: [0x00, 'Session data'],
  pado: [0x07, 'Active Discovery Offer (PADO)'],
  padi: [0x09, 'Active Discovery Initiation (PADI)'],
  padg: [0x0a, 'Active Discovery Session-Grant (PADG)'],
  padc: [0x0b, 'Active Discovery Session-Credit Response (PADC)'],
  padq: [0x0c, 'Active Discovery Quality (PADQ)'],
  padr: [0x19, 'Active Discovery Request (PADR)'],
  pads: [0x65, 'Active Discovery Session-confirmation (PADS)'],
  padt: [0xa7, 'Active Discovery Terminate (PADT)'],
  padm: [0xd3, 'Active Discovery Message (PADM)'],
  padn: [0xd4, 'Active Discovery Network (PADN)'],
});

/** The six bytes that both stages begin with. */
export const header = {
  version: uint(4, 'Version', 'always 1', { filter: 'pppoe.version', init: 1 }),
  type: uint(4, 'Type', 'always 1', { filter: 'pppoe.type', init: 1 }),
  code: uint(8, 'Code', 'which packet of the discovery, or that of a session', {
    filter: 'pppoe.code',
    names: codes,
    show: hex(2),
  }),
  session_id: uint(16, 'Session', 'given by the concentrator', {
    filter: 'pppoe.session_id',
    show: hex(4),
    means: (v) => (v === 0 ? 'no session' : undefined),
  }),
  payload_length: uint(16, 'Payload length', 'without this header, in bytes', {
    filter: 'pppoe.payload_length',
    means: (v) => lengthAsSum(v + 6, 6),
  }),
};

interface Versions {
  readonly version: number;
  readonly type: number;
  readonly payload_length: number;
}

export const versionChecks = [
  {
    severity: 'warning',
    field: 'version',
    when: (v: Versions) => v.version !== 1 || v.type !== 1,
    text: 'version and type are 1',
    rfc: 'RFC 2516, 4',
  },
  {
    severity: 'warning',
    field: 'payload_length',
    when: (_: unknown, { outer, stop, limit }: Layer) =>
      stop < limit && outer?.fields.trailer !== undefined,
    text: (v: Versions, { stop, limit }: Layer) =>
      `payload length ${v.payload_length}, and ${inBytes(limit - stop)} more follow`,
    rfc: 'RFC 2516, 4',
  },
] as const;

export const resembles = (v: Versions): Evidence[] => [
  [v.version === 1 && v.type === 1 ? 8 : -12, 'version and type 1'],
];

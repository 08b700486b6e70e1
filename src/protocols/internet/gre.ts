import { internet, type Seal, type Sealed } from '../../codec/checksum/seal.js';
import type { Loose } from '../../codec/field.js';
import { flag, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { bytes, optional } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { ofType } from '../resemblance.js';
import { hex } from '../show.js';

/** Version 1 carries PPP for PPTP (RFC 2637, 4.1). */
const PPP = 0x880b;
const isPptp = (v: Loose): boolean => v.flags.version === 1;
const isGiven = (...values: readonly unknown[]): boolean =>
  values.some((value) => value !== undefined);

// Fields come with their flag, and also in pairs: who gives one to build gets both.
/** Both bits of RFC 1701 bring both fields. */
const hasChecksum = (v: Loose): boolean =>
  v.flags.checksum || v.flags.routing || isGiven(v.checksum, v.offset, v.routing);
const hasCall = (v: Loose): boolean =>
  isPptp(v) && (v.flags.key || isGiven(v.payload_length, v.call_id));

function follows(flags: Loose): string {
  const words = Object.entries({
    checksum: 'checksum',
    routing: 'routing',
    key: 'key',
    sequence_number: 'sequence number',
    ack: 'acknowledgment',
  }).flatMap(([flag, word]) => (flags[flag] === true ? [word] : []));
  return words.length === 0 ? 'no optional field follows' : `with ${words.join(', ')}`;
}

/** Set if a field was given; left alone if not. */
const flagged = (...given: readonly unknown[]): true | undefined => isGiven(...given) || undefined;

const isSummed = ({ bytes, start }: Sealed): boolean => (bytes[start] ?? 0) >= 0x80;
const sum = internet();
/** The routing bit brings the field too, but only its own bit fills it (RFC 1701). */
const checksum: Seal = {
  ...sum,
  absent: (s) => !isSummed(s),
  compute: (s) => (isSummed(s) ? sum.compute(s) : 0),
};

function versionMeans(version: number): string {
  if (version > 1) return 'unknown';
  return version === 1 ? 'of PPTP (RFC 2637)' : 'RFC 2784';
}

export const gre = protocol({
  name: 'gre',
  title: 'Generic Routing Encapsulation',
  short: 'GRE',
  rfc: 'RFC 2784',
  carriedBy: { 'ip.proto': 47 },
  fields: {
    flags: group(
      'Flags and version',
      'which fields follow',
      {
        checksum: flag('Checksum', 'a checksum follows'),
        routing: flag('Routing', 'source routes follow (RFC 1701)'),
        key: flag('Key', 'a key follows'),
        sequence_number: flag('Sequence number', 'a sequence number follows'),
        strict_source_route: flag('Strict source route', 'of RFC 1701'),
        recursion_control: uint(3, 'Recursion control', 'of RFC 1701'),
        ack: flag('Acknowledgment', 'an acknowledgment number follows (version 1)'),
        reserved: uint(4, 'Reserved', 'must be zero'),
        version: uint(3, 'Version', '0, or 1 for PPTP', { means: versionMeans }),
      },
      { filter: 'gre.flags_and_version', means: follows },
    ),
    proto: uint(16, 'Protocol', 'EtherType of what follows', { names: etherTypes, show: hex(4) }),
    checksum: optional(
      hasChecksum,
      uint(16, 'Checksum', 'RFC 1071 over header and payload', { show: hex(4) }),
    ),
    offset: optional(hasChecksum, uint(16, 'Offset', 'of the source route in use')),
    key: optional(
      (v) => v.flags.key && !isPptp(v),
      uint(32, 'Key', 'tells flows apart', { show: hex(8) }),
    ),
    payload_length: optional(
      hasCall,
      uint(16, 'Payload length', 'in bytes', { filter: 'gre.key.payload_length' }),
    ),
    call_id: optional(
      hasCall,
      uint(16, 'Call id', "of the receiver's end", { filter: 'gre.key.call_id' }),
    ),
    sequence_number: optional(
      (v) => v.flags.sequence_number,
      uint(32, 'Sequence number', 'grows with each packet'),
    ),
    ack_number: optional(
      (v) => isPptp(v) && v.flags.ack,
      uint(32, 'Acknowledgment number', 'highest sequence number received'),
    ),
    routing: optional(
      (v) => v.flags.routing,
      list(
        'Source routes',
        'the last one is empty',
        {
          address_family: uint(16, 'Address family', 'of the route'),
          sre_offset: uint(8, 'Offset', 'of the stop in use'),
          src_length: uint(8, 'Length', 'in bytes'),
          information: bytes('Information', 'stops of the route', { length: 'src_length' }),
        },
        { until: (entry) => entry.src_length === 0 },
      ),
    ),
  },
  rules: (f) => ({
    // In version 1 there is always a key, whose first half is the payload's length.
    totalLength: (b, o, header) =>
      f.flags.version(b, o) === 1 && f.flags.key(b, o) === 1 && header >= 8
        ? header + ((b[o + 4] ?? 0) << 8) + (b[o + 5] ?? 0)
        : -1,
    selects: { 'gre.proto': f.proto, ethertype: f.proto },
    derived: {
      'flags.checksum': ({ given }) => flagged(given.checksum, given.offset),
      'flags.routing': ({ given }) => flagged(given.routing),
      'flags.key': ({ given }) => flagged(given.key, given.call_id, given.payload_length),
      'flags.sequence_number': ({ given }) => flagged(given.sequence_number),
      'flags.ack': ({ given }) => flagged(given.ack_number),
      proto: (d) => d.next ?? d.number('ethertype'),
      payload_length: 'payload',
    },
    sealed: { checksum },
    resembles: ({ flags, proto }) => [
      [flags.version > 1 || (flags.version === 1) !== (proto === PPP) ? -12 : 0],
      [flags.reserved || flags.recursion_control || flags.routing ? -6 : 5],
      ofType(proto),
    ],
    checks: [
      {
        severity: 'warning',
        field: 'flags.version',
        when: (v) => v.flags.version > 1,
        text: (v) => `version ${v.flags.version}: there are 0 and 1 only`,
        rfc: 'RFC 2784, 2.3.1',
      },
      {
        severity: 'warning',
        field: 'proto',
        when: (v) => v.flags.version === 1 && v.proto !== PPP,
        text: 'version 1 carries PPP only',
        rfc: 'RFC 2637, 4.1',
      },
      {
        severity: 'note',
        field: 'flags',
        when: ({ flags }) =>
          flags.version === 0 &&
          (flags.reserved > 0 ||
            flags.ack ||
            (!flags.routing && (flags.strict_source_route || flags.recursion_control > 0))),
        text: 'reserved bits are set',
        rfc: 'RFC 2784, 2.3',
      },
      {
        severity: 'note',
        field: 'flags.routing',
        when: ({ flags }) => flags.version === 0 && flags.routing,
        text: 'source routes: receivers discard the packet unless they know RFC 1701',
        rfc: 'RFC 2784, 2.3',
      },
    ],
    summary: (v) => etherTypes.textOf(v.proto) ?? hex(4)(v.proto),
  }),
});

import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { ipv4, mac, octets, uint } from '../../codec/fixed.js';
import { type Names, names } from '../../codec/names.js';
import type { Layer } from '../../codec/packet.js';
import { bytes } from '../../codec/parts.js';
import type { Derivation, Evidence, Tail } from '../../codec/protocol.js';
import { arpHardware } from '../../registries/arp.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { sllPacketTypes } from '../../registries/sll.js';
import { hex, ipv4Means, macMeans } from '../show.js';
import { inBytes } from '../words.js';

/** Linux's own numbers for what has no EtherType (linux/if_ether.h). */
const linuxTypes = names({
  novell_8023: [0x0001, 'IPX straight behind 802.3'],
  all: [0x0003, 'every protocol'],
  llc: [0x0004, '802.2 LLC'],
  snap: [0x0005, '802.2 SNAP'],
  can: [0x000c, 'CAN'],
  can_fd: [0x000d, 'CAN FD'],
});

const protocols: Names = {
  nameOf: (value) => linuxTypes.nameOf(value) ?? etherTypes.nameOf(value),
  textOf: (value) => linuxTypes.textOf(value) ?? etherTypes.textOf(value),
  numberOf: (name) => linuxTypes.numberOf(name) ?? etherTypes.numberOf(name),
  *entries() {
    yield* linuxTypes.entries();
    yield* etherTypes.entries();
  },
};

/** What follows is known by an EtherType; up to 1536, where Wireshark draws the line, by Linux. */
export const etype = uint(16, 'Protocol', 'what the payload is', {
  names: protocols,
  show: hex(4),
  alias: { key: 'ltype', when: (value) => value <= 1536 },
});

export const pkttype = (bits: number) =>
  uint(bits, 'Packet type', 'who it was for, or that it was sent', { names: sllPacketTypes });

export const hatype = uint(16, 'Link type', 'hardware of the interface', {
  names: arpHardware,
  init: 1,
});

export const halen = (bits: number) =>
  uint(bits, 'Address length', 'in bytes; of a longer address only eight are here', {
    init: 6,
    means: (v) => (v === 0 ? 'no address' : inBytes(v)),
  });

const other = (size: number) =>
  octets(size, 'Source', 'link-layer address of who sent it', { filter: 'sll.src.other' });
const unused = (size: number) => octets(size, 'Unused', 'room for longer addresses');

/** Eight bytes, of which the address takes what it needs. */
export const source = choice(
  'halen',
  {
    0: { unused: unused(8) },
    1: { 'src.other': other(1), unused: unused(7) },
    2: { 'src.other': other(2), unused: unused(6) },
    3: { 'src.other': other(3), unused: unused(5) },
    4: { 'src.ipv4': ipv4('Source', 'of a tunnel', { means: ipv4Means }), unused: unused(4) },
    5: { 'src.other': other(5), unused: unused(3) },
    6: {
      'src.eth': mac('Source', 'hardware address of who sent it', { means: macMeans }),
      unused: unused(2),
    },
    7: { 'src.other': other(7), unused: unused(1) },
  },
  { 'src.other': other(8) },
);

/** Nothing says how long a frame was: what is left over may be its padding. */
export const trailer = { trailer: bytes('Trailer', 'bytes behind the datagram') };
export const trailerChecks = [
  {
    severity: 'note',
    field: 'trailer',
    when: (_: unknown, { fields }: Layer) => /[^0]/.test(fields.trailer ?? ''),
    text: 'bytes behind the datagram that are no zeros: leaked memory, or something added',
    rfc: 'RFC 894',
  },
] as const;
export const allTrailer = ({ from, end }: Tail) => ({ trailer: end - from });

const GRE = 778;
/** Where the protocol is no EtherType and none of Linux's: netlink, and headers of 802.11. */
const OTHERS: readonly number[] = [801, 802, 803, 824];

type At = (b: Uint8Array, o: number) => number;

export const payloadBy = (protocol: At, hardware: At) => ({
  ethertype: (b: Uint8Array, o: number) => (protocol(b, o) > 1536 ? protocol(b, o) : -1),
  'sll.ltype': (b: Uint8Array, o: number) =>
    OTHERS.includes(hardware(b, o)) ? -1 : protocol(b, o),
  'gre.proto': (b: Uint8Array, o: number) => (hardware(b, o) === GRE ? protocol(b, o) : -1),
});

export const toProtocol = (d: Derivation<Record<never, never>>): number =>
  d.number('sll.ltype') ?? d.number('ethertype') ?? 0x88b5;

export function summary(v: Loose): string {
  const who = sllPacketTypes.textOf(v.pkttype) ?? `packet type ${v.pkttype}`;
  const from = v.src && (v.src.eth ?? v.src.ipv4 ?? v.src.other);
  return from === undefined ? who : `${who}, from ${from}`;
}

/** Wide fields, of which Linux uses few values. */
export const resembles = (v: Loose): Evidence[] => [
  [sllPacketTypes.nameOf(v.pkttype) ? 6 : -12, sllPacketTypes.textOf(v.pkttype)],
  [
    v.hatype === 1 ? 10 : v.hatype && arpHardware.nameOf(v.hatype) ? 5 : -8,
    arpHardware.textOf(v.hatype),
  ],
  [v.halen <= 8 ? 5 : -10],
  [protocols.nameOf(v.etype ?? v.ltype) ? 6 : -6, `type ${protocols.textOf(v.etype ?? v.ltype)}`],
];

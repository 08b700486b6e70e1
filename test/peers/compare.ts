import type { Packet } from '../../src/index.js';
import { meant } from './names.js';
import { type Json, type OwnField, ownFields } from './own.js';
import type { PeerField, PeerPacket } from './tshark.js';
import { sameValue } from './values.js';

/** The protocols that are compared, by Wireshark's prefix. */
export const COMPARED: ReadonlySet<string> = new Set(
  `eth vlan ieee8021ad llc arp null raw sll ppp pppoed pppoes pppoe mpls ip ipv6 ah esp mip6 icmp
  icmpv6 igmp gre tcp udp udplite sctp dccp dns`.split(/\s+/),
);

/**
 * - agree: the same name, the same value
 * - differ: the same name, another value
 * - ours: tshark has no field of that name there
 * - theirs: we have none, and it stands for bytes of the packet
 * - beyond: tshark gave up on the packet before it came there
 * - undecoded: bytes that are data to us, and to tshark a protocol that we should know
 * - other: bytes that are data to us, and to tshark a protocol that we need not know
 */
export type Outcome = 'agree' | 'differ' | 'ours' | 'theirs' | 'undecoded' | 'beyond' | 'other';

export interface Compared {
  readonly outcome: Outcome;
  /** Wireshark's name where there is one. */
  readonly name: string;
  readonly path: string;
  readonly pos: number | undefined;
  readonly ours: Json | undefined;
  readonly theirs: PeerField | undefined;
  /** Only tshark's: our string of bytes that it divides. */
  readonly within?: string;
}

interface Wanted {
  readonly field: OwnField;
  readonly name: string;
  readonly also: readonly string[];
  readonly value: Json;
}

const prefixOf = (name: string): string => name.slice(0, name.search(/\.|$/));

/** Compares what we and tshark say about one packet. */
export function compare(packet: Packet, peer: PeerPacket): Compared[] {
  const found: Compared[] = [];
  const byName = new Map<string, PeerField[]>();
  for (const field of peer.fields) {
    const list = byName.get(field.name);
    if (list === undefined) byName.set(field.name, [field]);
    else list.push(field);
  }
  const used = new Set<PeerField>();
  const late: Wanted[] = [];
  const settle = ({ field, name, value }: Wanted, theirs: PeerField): void => {
    used.add(theirs);
    const outcome = sameValue(value, theirs) ? 'agree' : 'differ';
    found.push({ outcome, name, path: field.path, pos: field.pos, ours: value, theirs });
  };
  const own = [...ownFields(packet)];
  for (const field of own) {
    if (field.protocol === 'data') {
      found.push(compareData(field, peer));
      continue;
    }
    const as = meant(field);
    if (as === undefined) continue;
    const wanted = { field, ...as };
    const there = [as.name, ...as.also]
      .flatMap((name) => byName.get(name) ?? [])
      .find((one) => !used.has(one) && one.pos === field.pos);
    if (there === undefined) late.push(wanted);
    else settle(wanted, there);
  }
  // What stands elsewhere is told by the order alone.
  for (const wanted of late) {
    const { field, name, also, value } = wanted;
    const next = [name, ...also]
      .flatMap((one) => byName.get(one) ?? [])
      .find((one) => !used.has(one));
    if (next !== undefined) {
      settle(wanted, next);
      continue;
    }
    const outcome = peer.malformed ? 'beyond' : 'ours';
    found.push({ outcome, name, path: field.path, pos: field.pos, ours: value, theirs: undefined });
  }
  found.push(...theirsAlone(packet, own, peer, used));
  return found;
}

/** Data is whatever tshark calls it, if it is the same bytes. */
function compareData(field: OwnField, peer: PeerPacket): Compared {
  const { path, pos = 0, value } = field;
  const one = { path, pos, ours: value };
  const length = typeof value === 'string' ? value.length / 2 : 0;
  const theirs = peer.fields.find((f) => f.pos === pos && f.size === length && f.value === value);
  if (theirs !== undefined) return { ...one, outcome: 'agree', name: 'data.data', theirs };
  const inside = peer.fields.find((f) => f.pos >= pos && f.pos < pos + length && f.size > 0);
  const outcome = (): Outcome => {
    if (inside === undefined) return peer.malformed ? 'beyond' : 'ours';
    if (inside.name === 'data.data') return 'differ';
    return COMPARED.has(prefixOf(inside.name)) ? 'undecoded' : 'other';
  };
  const found = outcome();
  const name = found === 'undecoded' ? prefixOf(inside?.name ?? '') : 'data.data';
  return { ...one, outcome: found, name, theirs: inside };
}

function theirsAlone(
  packet: Packet,
  own: readonly OwnField[],
  peer: PeerPacket,
  used: ReadonlySet<PeerField>,
): Compared[] {
  const around = ({ pos }: PeerField) =>
    own.find(
      (one) =>
        one.declared &&
        one.pos !== undefined &&
        typeof one.value === 'string' &&
        one.pos <= pos &&
        pos < one.pos + one.value.length / 2 &&
        /^[0-9a-f]{4,}$/.test(one.value),
    )?.name ?? '';
  const data = packet.layers.filter((layer) => layer.protocol.name === 'data');
  const isData = (pos: number) =>
    data.some(({ offset, length }) => pos >= offset && pos < offset + length);
  return peer.fields
    .filter(
      (field) =>
        !used.has(field) &&
        !field.hidden &&
        !field.container &&
        field.size > 0 &&
        field.value !== '' &&
        field.name.includes('.') &&
        COMPARED.has(prefixOf(field.name)) &&
        !isData(field.pos),
    )
    .map((field) => ({
      outcome: 'theirs',
      name: field.name,
      path: '',
      pos: field.pos,
      ours: undefined,
      theirs: field,
      within: around(field),
    }));
}

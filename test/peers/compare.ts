import type { Packet } from '../../src/index.js';
import { grouped } from './grouped.js';
import { meant } from './names.js';
import { type Json, type OwnField, ownFields } from './own.js';
import type { PeerField, PeerPacket } from './tshark.js';
import { sameValue } from './values.js';

/** The protocols that are compared, by Wireshark's prefix. */
const COMPARED: ReadonlySet<string> = new Set(
  `eth vlan ieee8021ad llc arp null raw sll ppp pppoed pppoes pppoe mpls ip ipv6 ah esp mip6 icmp
  icmpv6 igmp gre tcp udp udplite sctp dccp dns`.split(/\s+/),
);

/**
 * - agree: the same name, the same value
 * - differ: the same name, another value
 * - ours: tshark has no field of that name there
 * - theirs: we have none, and it stands for bytes of the packet
 * - beyond: tshark gave up on the packet before it came there
 * - given up: what tshark shows, or we do, of a header that we could not read to its end
 * - undecoded: bytes that are data to us, and to tshark a protocol that we should know
 * - other: bytes that are data to us, and to tshark a protocol that we need not know
 */
export type Outcome =
  | 'agree'
  | 'differ'
  | 'ours'
  | 'theirs'
  | 'undecoded'
  | 'beyond'
  | 'given up'
  | 'other';

export interface Compared {
  readonly outcome: Outcome;
  /** Wireshark's name where there is one. */
  readonly name: string;
  readonly path: string;
  /** Our layers, joined with colons. */
  readonly layers: string;
  readonly pos: number | undefined;
  readonly ours: Json | undefined;
  readonly theirs: PeerField | undefined;
  /** Only tshark's: our string of bytes that it divides. */
  readonly within?: string;
}

type Unplaced = Omit<Compared, 'layers'>;

interface Wanted {
  readonly field: OwnField;
  readonly name: string;
  readonly also: readonly string[];
  readonly value: Json;
}

/** A string of bytes as JSON holds it; one byte alone is divided by nobody. */
const BYTES = /^([0-9a-f]{2}){2,}$/;

const prefixOf = (name: string): string => name.slice(0, name.search(/\.|$/));

interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const covers = (spans: readonly Span[], pos: number): Span | undefined =>
  spans.find(({ from, to }) => from <= pos && pos < to);

/** Compares what we and tshark say about one packet. */
export function compare(packet: Packet, peer: PeerPacket): Compared[] {
  const found: Unplaced[] = [];
  const byName = grouped(peer.fields, (field) => field.name);
  const named = ({ name, also }: Wanted) => [name, ...also].flatMap((one) => byName.get(one) ?? []);
  const used = new Set<PeerField>();
  const settle = ({ field, name, value }: Wanted, theirs: PeerField): void => {
    used.add(theirs);
    const outcome = sameValue(value, theirs) ? 'agree' : 'differ';
    found.push({ outcome, name, path: field.path, pos: field.pos, ours: value, theirs });
  };
  const own = [...ownFields(packet)];
  const late: Wanted[] = [];
  for (const field of own) {
    if (field.name === 'data.data') {
      found.push(compareData(field, peer));
      continue;
    }
    const as = meant(field);
    if (as === undefined) continue;
    const wanted = { field, ...as };
    const there = named(wanted).find((one) => !used.has(one) && one.pos === field.pos);
    if (there === undefined) late.push(wanted);
    else settle(wanted, there);
  }
  const lost = givenUp(packet, own);
  // What stands elsewhere is told by the order alone, if tshark came as far.
  for (const wanted of late) {
    const { field, name, value } = wanted;
    const { path, pos } = field;
    const next = named(wanted).find(
      (one) => !used.has(one) && (!peer.malformed || sameValue(value, one)),
    );
    if (next === undefined) {
      const outcome = alone(field, value, peer, lost);
      found.push({ outcome, name, path, pos, ours: value, theirs: undefined });
    } else {
      settle(wanted, next);
    }
  }
  found.push(...theirsAlone(packet, own, peer, used, lost));
  const layers = packet.layers.map((layer) => layer.protocol.name).join(':');
  return found.map((one) => ({ ...one, layers }));
}

/** Why we have a field, and tshark has not. */
function alone(
  field: OwnField,
  value: Json,
  peer: PeerPacket,
  lost: readonly Span[],
): 'ours' | 'other' | 'beyond' | 'given up' {
  if (isOther(value, field.pos, peer)) return 'other';
  if (peer.malformed) return 'beyond';
  return field.pos !== undefined && covers(lost, field.pos) ? 'given up' : 'ours';
}

/** Headers that we could not read to their end, and malformed options. */
function givenUp(packet: Packet, own: readonly OwnField[]): Span[] {
  return [
    ...packet.layers
      .filter((layer) => layer.problem !== '')
      .map(({ offset, end, protocol: { name } }) => ({ name, from: offset, to: end })),
    ...own
      .filter(({ path, declared, pos }) => path.endsWith('.raw') && !declared && pos !== undefined)
      .map(({ name, pos = 0, size }) => ({ name, from: pos, to: pos + size })),
  ];
}

/** Data is whatever tshark calls it, if it is the same bytes. */
function compareData(field: OwnField, peer: PeerPacket): Unplaced {
  const { path, pos = 0, value } = field;
  const one = { path, pos, ours: value };
  const length = typeof value === 'string' ? value.length / 2 : 0;
  const theirs = peer.fields.find((f) => f.pos === pos && f.size === length && f.value === value);
  if (theirs !== undefined) return { ...one, outcome: 'agree', name: 'data.data', theirs };
  const inside = firstInside(peer, pos, length);
  const outcome = (): Outcome => {
    if (inside === undefined) return peer.malformed ? 'beyond' : 'ours';
    if (inside.name === 'data.data') return 'differ';
    return COMPARED.has(prefixOf(inside.name)) ? 'undecoded' : 'other';
  };
  const found = outcome();
  const name = found === 'undecoded' ? prefixOf(inside?.name ?? '') : 'data.data';
  return { ...one, outcome: found, name, theirs: inside };
}

/** The first field of tshark's that stands in these bytes; what a layer carries is no field of it. */
function firstInside(peer: PeerPacket, pos: number, length: number): PeerField | undefined {
  let first: PeerField | undefined;
  for (const f of peer.fields) {
    const inside = f.pos >= pos && f.pos < pos + length && f.size > 0;
    if (!inside || f.name.endsWith('.payload')) continue;
    if (first === undefined || f.pos < first.pos) first = f;
  }
  return first;
}

/** Bytes that are one field to us, and to tshark a protocol that we need not know. */
function isOther(value: Json, pos: number | undefined, peer: PeerPacket): boolean {
  if (typeof value !== 'string' || pos === undefined || !BYTES.test(value)) return false;
  const inside = firstInside(peer, pos, value.length / 2);
  return inside !== undefined && !COMPARED.has(prefixOf(inside.name));
}

function theirsAlone(
  packet: Packet,
  own: readonly OwnField[],
  peer: PeerPacket,
  used: ReadonlySet<PeerField>,
  lost: readonly Span[],
): Unplaced[] {
  const strings = own.flatMap(({ name, pos, size, value }) =>
    pos !== undefined && typeof value === 'string' && /^([0-9a-f]{2})+$/.test(value)
      ? [{ name, from: pos, to: pos + size }]
      : [],
  );
  const data = packet.layers
    .filter((layer) => layer.protocol.name === 'data')
    .map(({ offset, length }) => ({ name: 'data', from: offset, to: offset + length }));
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
        !covers(data, field.pos),
    )
    .map((field) => ({
      outcome: covers(lost, field.pos) ? 'given up' : 'theirs',
      name: field.name,
      path: '',
      pos: field.pos,
      ours: undefined,
      theirs: field,
      within: covers(strings, field.pos)?.name ?? '',
    }));
}

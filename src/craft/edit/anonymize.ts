import type { Protocol } from '../../codec/protocol.js';
import { type AddressKind, addressCells, hasAddresses, kindOf } from './address-kind.js';
import type { FieldEdit, HeadEdit } from './field-edit.js';
import type { InPlace } from './in-place.js';

/** A keyed function that nobody can foresee: blocks of 16 bytes in, as many out (AES). */
export type Keyed = (blocks: Uint8Array) => Uint8Array;

/** Addresses that begin so: bits before `free` stay as they are. */
interface Range {
  readonly prefix: readonly number[];
  readonly size: number;
  readonly free: number;
}

/** Never: what has a meaning of its own. */
const FIXED = 1000;
const range = (size: number, free: number, ...prefix: number[]): Range => ({ prefix, size, free });

/** Ranges that stay among themselves, as special as they are: RFC 6890 and others. */
const RANGES: Readonly<Record<AddressKind, readonly Range[]>> = {
  ipv4: [
    range(8, FIXED, 0),
    range(8, 8, 10),
    range(10, 10, 100, 64),
    range(8, FIXED, 127),
    range(16, 16, 169, 254),
    range(12, 12, 172, 16),
    range(24, 24, 192, 0, 2),
    range(16, 16, 192, 168),
    range(15, 15, 198, 18),
    range(24, 24, 198, 51, 100),
    range(24, 24, 203, 0, 113),
    range(4, FIXED, 224),
    range(32, FIXED, 255, 255, 255, 255),
    range(4, 4, 240),
  ],
  ipv6: [
    // IPv4 within IPv6: ::ffff:0:0/96 and 64:ff9b::/96 are taken apart before.
    range(8, FIXED, 0),
    range(32, 32, 0x20, 0x01, 0x0d, 0xb8),
    range(3, 3, 0x20),
    range(7, 8, 0xfc),
    // The network is the same on each link: what counts is behind it.
    range(10, 64, 0xfe, 0x80),
    range(8, FIXED, 0xff),
  ],
  mac: [range(48, FIXED, 0, 0, 0, 0, 0, 0)],
};
const SIZE: Readonly<Record<AddressKind, number>> = { mac: 6, ipv4: 4, ipv6: 16 };

/** So many addresses are remembered. */
const MOST = 1 << 18;
const BLOCK = 16;

/**
 * Addresses become others: always the same other, no two the same, and two that begin alike begin
 * alike for as many bits as before (the idea of Crypto-PAn, Xu and others, 2002): whether a bit is
 * flipped depends, by a keyed function, on the bits before it alone. Bits that lead towards a
 * special range are left, so that these stay what they are, and nothing else becomes one of them.
 * Documentation ranges have no room for all addresses: who needs these maps them behind this.
 */
export class Anonymizer implements FieldEdit {
  private readonly known: Record<AddressKind, Map<string, Uint8Array>> = {
    mac: new Map(),
    ipv4: new Map(),
    ipv6: new Map(),
  };

  constructor(private readonly keyed: Keyed) {}

  heads(protocol: Protocol): HeadEdit[] {
    return addressCells(protocol).map(({ cell, kind }) => {
      const offset = cell.bit >> 3;
      const name = `${protocol.name}.${cell.key}`;
      return { name, cell, nth: 0, write: (b, start) => this.write(kind, b, start + offset) };
    });
  }

  deeper(protocol: Protocol): boolean {
    return hasAddresses(protocol, true);
  }

  apply(place: InPlace): void {
    for (const layer of place.packet.layers) {
      for (const met of place.trace(layer)) {
        const kind = kindOf(met.field);
        if (kind) place.put(layer, met, (bytes, at) => this.write(kind, bytes, at));
      }
    }
  }

  private write(kind: AddressKind, bytes: Uint8Array, at: number): void {
    const known = this.known[kind];
    const size = SIZE[kind];
    let key = '';
    for (let i = at; i < at + size; i++) key += String.fromCharCode(bytes[i] as number);
    let other = known.get(key);
    if (other === undefined) {
      other = this.other(kind, bytes.slice(at, at + size));
      if (known.size >= MOST) known.clear();
      known.set(key, other);
    }
    for (let i = 0; i < size; i++) bytes[at + i] = other[i] as number;
  }

  private other(kind: AddressKind, address: Uint8Array): Uint8Array {
    if (kind === 'mac') return this.hardware(address);
    if (kind === 'ipv6') {
      if (startsWith(address, MAPPED) || startsWith(address, TRANSLATED)) {
        const own = this.other('ipv4', address.subarray(12));
        return Uint8Array.from([...address.subarray(0, 12), ...own]);
      }
      // A group for each node's last 24 bits (RFC 4291, 2.7.1).
      if (startsWith(address, SOLICITED)) return this.node(address);
    }
    const { size, free, prefix } = RANGES[kind].find((one) => isIn(address, one)) ?? ANY;
    const from = prefix.length === 0 ? 0 : Math.max(size, free);
    return this.flipped(kind, address, (bit) => bit >= from && !this.leads(kind, address, bit));
  }

  /** Groups stay; of others the bits that tell a group from a station, and who gave the address. */
  private hardware(address: Uint8Array): Uint8Array {
    if (startsWith(address, NODES)) return this.node(address);
    const isGroup = ((address[0] as number) & 1) === 1;
    if (isGroup || address.every((byte) => byte === 0)) return address;
    return this.flipped('mac', address, (bit) => bit !== 6 && bit !== 7);
  }

  /** Frame and group of a node go on together: both by the last 24 bits. */
  private node(address: Uint8Array): Uint8Array {
    const from = address.length - 3;
    const last = this.flipped('node', address.subarray(from), () => true);
    return Uint8Array.from([...address.subarray(0, from), ...last]);
  }

  /** A special range begins like the bits before this one, and goes on. */
  private leads(kind: AddressKind, address: Uint8Array, bit: number): boolean {
    return RANGES[kind].some(({ prefix, size }) => size > bit && bitsAlike(address, prefix, bit));
  }

  private flipped(
    tag: AddressKind | 'node',
    address: Uint8Array,
    may: (bit: number) => boolean,
  ): Uint8Array {
    const bits = address.length * 8;
    const blocks = new Uint8Array(bits * 2 * BLOCK);
    for (let bit = 0; bit < bits; bit++) {
      const at = bit * 2 * BLOCK;
      // The bits before this one, and how many they are.
      for (let i = 0; i < bit >> 3; i++) blocks[at + i] = address[i] as number;
      if (bit & 7) blocks[at + (bit >> 3)] = (address[bit >> 3] as number) & (0xff00 >> (bit & 7));
      blocks[at + BLOCK] = bit;
      blocks[at + BLOCK + 1] = TAGS[tag];
    }
    const random = this.mixed(blocks);
    const other = address.slice();
    for (let bit = 0; bit < bits; bit++) {
      if (!may(bit) || (random[bit * BLOCK] as number) < 128) continue;
      other[bit >> 3] = (other[bit >> 3] as number) ^ (128 >> (bit & 7));
    }
    return other;
  }

  /** Of each two blocks one: the first, hidden, with the second, hidden again. */
  private mixed(blocks: Uint8Array): Uint8Array {
    const count = blocks.length / (2 * BLOCK);
    const halves = new Uint8Array(count * BLOCK);
    for (let i = 0; i < count; i++) {
      halves.set(blocks.subarray(i * 2 * BLOCK, i * 2 * BLOCK + BLOCK), i * BLOCK);
    }
    const hidden = this.keyed(halves);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < BLOCK; j++) {
        const k = i * BLOCK + j;
        hidden[k] = (hidden[k] as number) ^ (blocks[i * 2 * BLOCK + BLOCK + j] as number);
      }
    }
    return this.keyed(hidden);
  }
}

const ANY: Range = { prefix: [], size: 0, free: 0 };
const TAGS = { ipv4: 4, ipv6: 6, mac: 2, node: 3 };
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
const TRANSLATED = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];
const SOLICITED = [0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff];
const NODES = [0x33, 0x33, 0xff];

const startsWith = (address: Uint8Array, prefix: readonly number[]): boolean =>
  prefix.every((byte, i) => address[i] === byte);

const isIn = (address: Uint8Array, { prefix, size }: Range): boolean =>
  bitsAlike(address, prefix, size);

function bitsAlike(address: Uint8Array, prefix: readonly number[], bits: number): boolean {
  for (let i = 0; i * 8 < bits; i++) {
    const mask = bits - i * 8 >= 8 ? 0xff : (0xff00 >> (bits & 7)) & 0xff;
    if (((address[i] as number) ^ (prefix[i] ?? 0)) & mask) return false;
  }
  return true;
}

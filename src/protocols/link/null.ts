import type { Loose } from '../../codec/field.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { mark, twoForms } from '../../codec/two-forms.js';
import { addressFamilies } from '../../registries/address-families.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { hex } from '../show.js';

/** A family has 16 bits at most: two zeros stand before it, or behind it. */
const isBig = (b: Uint8Array, o: number): boolean =>
  ((b[o] ?? 0) | (b[o + 1] ?? 0)) === 0 && ((b[o + 2] ?? 0) | (b[o + 3] ?? 0)) !== 0;

const look = {
  names: addressFamilies,
  // Some put an EtherType there: it is greater than any length (IEEE 802.3, 3.2.6).
  alias: { key: 'type', when: (value: number) => value > 1500 },
};

/** In the byte order of the host, which nothing tells; OpenBSD's (108) is always big-endian. */
const family = twoForms(
  uint(32, 'Family', 'of addresses, by which the payload is known', { ...look, little: true }),
  uint(32, 'Family', 'of addresses, by which the payload is known', look),
  {
    mark: 'big_endian',
    other: isBig,
    seeds: [
      [1, 0, 0, 0],
      [0, 0, 0, 1],
    ],
  },
);
const IPV4 = 2;
const familyAt = family.place?.(0).number ?? (() => 0);

export const nullLoopback = protocol({
  name: 'null',
  title: 'BSD loopback',
  short: 'Loopback',
  carriedBy: { linktype: [0, 108] },
  fields: {
    big_endian: mark('Big endian', 'the family is in network byte order', isBig),
    family,
  },
  rules: () => ({
    headerLength: () => 4,
    selects: {
      family: (b, o) => familyAt(b, o),
      ethertype: (b, o) => familyAt(b, o),
    },
    derived: { family: (d) => d.next ?? d.number('ethertype') ?? 0 },
    // An EtherType in place of a family is rare.
    resembles: ({ family }: Loose, { packet, body }) => [
      [addressFamilies.nameOf(family) ? 14 : -6, `family ${addressFamilies.textOf(family)}`],
      [(packet.bytes[body] ?? 0) >> 4 === (family === IPV4 ? 4 : 6) ? 0 : -10],
    ],
    summary: ({ family, type }: Loose) => {
      if (type !== undefined) return etherTypes.textOf(type) ?? `type ${hex(4)(type)}`;
      return addressFamilies.textOf(family) ?? `family ${family}`;
    },
  }),
});

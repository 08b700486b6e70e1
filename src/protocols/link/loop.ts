import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { mark } from '../../codec/two-forms.js';
import { addressFamilies } from '../../registries/address-families.js';

/**
 * OpenBSD's loopback header is big-endian on every host. It goes by the name of the other one, as
 * in Wireshark, and its mark lets that one write it too.
 */
export const loop = protocol({
  name: 'null',
  title: 'OpenBSD loopback',
  carriedBy: { linktype: 108 },
  fields: {
    big_endian: mark('Big endian', 'the family is in network byte order', () => true),
    family: uint(32, 'Family', 'of addresses, by which the payload is known', {
      names: addressFamilies,
    }),
  },
  rules: () => ({
    headerLength: () => 4,
    selects: {
      family: (b, o) => new DataView(b.buffer, b.byteOffset + o).getUint32(0),
    },
    derived: { family: (d) => d.next ?? 0 },
    summary: (v) => addressFamilies.textOf(v.family) ?? `family ${v.family}`,
  }),
});

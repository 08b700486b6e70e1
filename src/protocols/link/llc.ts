import { reader } from '../../codec/bits.js';
import type { Loose } from '../../codec/field.js';
import { uint } from '../../codec/fixed.js';
import type { Names } from '../../codec/names.js';
import { optional } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { llcSaps } from '../../registries/llc.js';
import { ofType } from '../resemblance.js';
import { hex } from '../show.js';
import { control, controlSize, controlText, hasInformation, isXid } from './llc-control.js';
import { bridgesEthernet, givesEtherTypes, hasEtherType, isSnap, SNAP, vendorPid } from './snap.js';

/** The lowest bit of the source tells responses from commands, and belongs to no address. */
const sourceSaps: Names = {
  ...llcSaps,
  nameOf: (value) => (value & 1 ? undefined : llcSaps.nameOf(value)),
  textOf: (value) => {
    const text = llcSaps.textOf(value & 0xfe);
    return value & 1 ? `${text ?? 'unknown'}, response` : text;
  },
};

/** The format of an identification that all stations know (IEEE 802.2, 5.4.1.1.2). */
const BASIC = 0x81;

const bodyAt = (b: Uint8Array, o: number): number => o + 2 + controlSize(b[o + 2] ?? 0);
const snaps = (b: Uint8Array, o: number): boolean => b[o] === SNAP && b[o + 1] === SNAP;
const ouiAt = reader(0, 24);
const pidAt = reader(24, 16);
const carriesFrame = (b: Uint8Array, o: number): boolean => {
  const at = bodyAt(b, o);
  return snaps(b, o) && bridgesEthernet(ouiAt(b, at), pidAt(b, at));
};

/** IEEE 802.2, and behind it SNAP, by which most protocols are known. */
export const llc = protocol({
  name: 'llc',
  title: 'Logical Link Control',
  short: 'LLC',
  rfc: 'IEEE 802.2',
  carriedBy: { 'eth.len': 0, 'sll.ltype': 4, ethertype: 0x8870, linktype: 100 },
  usualBelow: ['llc.xid'],
  fields: {
    dsap: uint(8, 'DSAP', 'access point at the destination', {
      names: llcSaps,
      show: hex(2),
      init: SNAP,
    }),
    ssap: uint(8, 'SSAP', 'access point at the source', {
      names: sourceSaps,
      show: hex(2),
      init: SNAP,
    }),
    control,
    oui: optional(isSnap, uint(24, 'Organization', 'whose number follows', { show: hex(6) })),
    type: optional(
      hasEtherType,
      uint(16, 'EtherType', 'what the payload is', { names: etherTypes, show: hex(4) }),
    ),
    vendorPid,
  },
  rules: (f) => ({
    headerLength: (b, o) => bodyAt(b, o) - o + (snaps(b, o) ? 5 : 0) + (carriesFrame(b, o) ? 2 : 0),
    selects: {
      ethertype: (b, o) => {
        const at = bodyAt(b, o);
        return snaps(b, o) && givesEtherTypes(ouiAt(b, at)) ? pidAt(b, at) : -1;
      },
      'llc.dsap': (b, o) => (!snaps(b, o) && hasInformation(b[o + 2] ?? 0) ? f.dsap(b, o) : -1),
      'llc.xid': (b, o, body) =>
        !snaps(b, o) && isXid(b[o + 2] ?? 0) && b[body] === BASIC ? f.dsap(b, o) : -1,
      linktype: (b, o) => (carriesFrame(b, o) ? 1 : -1),
    },
    derived: { type: (d) => d.next ?? 0x88b5 },
    resembles: (v: Loose) => [
      isSnap(v) ? [12, 'SNAP'] : [v.dsap === (v.ssap & 0xfe) && llcSaps.nameOf(v.dsap) ? 9 : -6],
      [v.control?.u_modifier_cmd === 0 && !v.control.p ? 6 : -2, 'unnumbered information'],
      ofType(v.type),
    ],
    summary,
  }),
});

function summary(v: Loose): string {
  if (isSnap(v)) {
    if (v.type === undefined) return `SNAP, organization ${hex(6)(v.oui ?? 0)}`;
    return `SNAP, ${etherTypes.textOf(v.type) ?? hex(4)(v.type)}`;
  }
  const from = sourceSaps.textOf(v.ssap) ?? hex(2)(v.ssap);
  const to = llcSaps.textOf(v.dsap) ?? hex(2)(v.dsap);
  return `${from} → ${to}, ${controlText(v.control)}`;
}

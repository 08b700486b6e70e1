import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { octets, uint } from '../../codec/fixed.js';
import { type Names, names } from '../../codec/names.js';
import { optional } from '../../codec/parts.js';
import { hex } from '../show.js';

export const SNAP = 0xaa;
/** Frames of other links, bridged (RFC 2684, B). */
const BRIDGED = 0x0080c2;
/** Of Ethernet: two zeros stand before it. */
export const bridgesEthernet = (oui: number, pid: number): boolean =>
  oui === BRIDGED && (pid === 1 || pid === 7);

/** Who lets EtherTypes follow: Ethernet (RFC 1042), and bridges that keep the two apart. */
export const givesEtherTypes = (oui: number): boolean => oui === 0 || oui === 0x0000f8;

export const isSnap = (v: Loose): boolean => v.dsap === SNAP && v.ssap === SNAP;
export const hasEtherType = (v: Loose): boolean => isSnap(v) && givesEtherTypes(v.oui ?? 0);

const cisco = names({
  drip: [0x0102, 'DRiP'],
  pagp: [0x0104, 'Port aggregation (PAgP)'],
  pvstp: [0x010b, 'Spanning tree per VLAN (PVST+)'],
  vlan_bridge: [0x010c, 'VLAN bridge'],
  udld: [0x0111, 'Unidirectional link detection (UDLD)'],
  cdp: [0x2000, 'Cisco Discovery Protocol'],
  cgmp: [0x2001, 'Group management (CGMP)'],
  vtp: [0x2003, 'VLAN trunking (VTP)'],
  dtp: [0x2004, 'Dynamic trunking (DTP)'],
  uplink_fast: [0x200a, 'Spanning tree, uplink fast'],
});
const bridged = names({
  ethernet_fcs: [0x0001, 'Ethernet, with FCS'],
  ethernet: [0x0007, 'Ethernet, without FCS'],
  bpdu: [0x000e, 'Spanning tree BPDU'],
});

const pid = (whose: string, table?: Names) =>
  uint(16, 'Protocol', `one of ${whose}`, { show: hex(4), ...(table && { names: table }) });

/** By organization; Wireshark has names of their own for these. */
const vendors = {
  '00000c': { cisco_pid: pid("Cisco's", cisco) },
  '000081': { nortel_pid: pid("Nortel's") },
  '0001e8': { force10_pid: pid("Force10's") },
  '00005e': { iana_pid: pid("IANA's") },
  '001090': { cimetrics_pid: pid("Cimetrics'") },
  '0017f2': { apple_awdl_pid: pid("Apple's, for AWDL") },
  '001958': { bluetooth_pid: pid('the Bluetooth SIG') },
  '004096': { wlccp_pid: pid("Aironet's") },
  '0080c2': {
    pid: pid("the bridges'", bridged),
    pad: optional((v) => bridgesEthernet(v.oui, v.pid), octets(2, 'Padding', 'before the frame')),
  },
  '00805f': { hpteam_pid: pid("Compaq's") },
  '00e02b': { extreme_pid: pid("Extreme's") },
  '00e052': { foundry_pid: pid("Foundry's") },
  '080007': { apple_atalk_pid: pid("Apple's, for AppleTalk") },
};

/** The number that an organization gives to a protocol of its own. */
export const vendorPid = choice(
  (v) => {
    if (!isSnap(v) || hasEtherType(v)) return undefined;
    const oui = v.oui.toString(16).padStart(6, '0');
    return Object.hasOwn(vendors, oui) ? oui : 'other';
  },
  { ...vendors, other: { pid: pid("the organization's") } },
);

import type { Names } from '../../src/codec/names.js';
import { addressFamilies } from '../../src/registries/address-families.js';
import { arpHardware, arpOperations } from '../../src/registries/arp.js';
import { dccpTypes } from '../../src/registries/dccp.js';
import { dnsClasses, dnsOpcodes, dnsRcodes, dnsTypes } from '../../src/registries/dns.js';
import { dscp } from '../../src/registries/dscp.js';
import { etherTypes } from '../../src/registries/ethertypes.js';
import { icmpCodes, icmpTypes } from '../../src/registries/icmp.js';
import { icmpv6Codes, icmpv6Types } from '../../src/registries/icmpv6.js';
import { igmpTypes } from '../../src/registries/igmp.js';
import { ipOptions } from '../../src/registries/ip-options.js';
import { ipProtocols } from '../../src/registries/ip-protocols.js';
import { ipv6Options } from '../../src/registries/ipv6-options.js';
import { linkTypes } from '../../src/registries/link-types.js';
import { llcSaps } from '../../src/registries/llc.js';
import { mobilityTypes } from '../../src/registries/mobility.js';
import { dccpPorts, sctpPorts, tcpPorts, udpPorts } from '../../src/registries/ports.js';
import { pppProtocols } from '../../src/registries/ppp.js';
import { sctpChunkTypes } from '../../src/registries/sctp.js';
import { sllPacketTypes } from '../../src/registries/sll.js';
import { ianaTcpOptionKinds } from '../../src/registries/tcp-options.js';

const bytes = Array.from({ length: 256 }, (_, i) => i);

const codes = (of: string, codesOf: (type: number) => Names | undefined) =>
  bytes.flatMap((type) => {
    const table = codesOf(type);
    return table ? [[`${of}(${type})`, table, 8] as const] : [];
  });

/** Every registry with the bits of the field it names. */
export const registries: readonly (readonly [name: string, table: Names, bits: number])[] = [
  ['addressFamilies', addressFamilies, 32],
  ['arpHardware', arpHardware, 16],
  ['arpOperations', arpOperations, 16],
  ['dccpPorts', dccpPorts, 16],
  ['dccpTypes', dccpTypes, 4],
  ['dnsClasses', dnsClasses, 16],
  ['dnsOpcodes', dnsOpcodes, 4],
  ['dnsRcodes', dnsRcodes, 12],
  ['dnsTypes', dnsTypes, 16],
  ['dscp', dscp, 6],
  ['etherTypes', etherTypes, 16],
  ['ianaTcpOptionKinds', ianaTcpOptionKinds, 8],
  ['icmpTypes', icmpTypes, 8],
  ['icmpv6Types', icmpv6Types, 8],
  ['igmpTypes', igmpTypes, 8],
  ['ipOptions', ipOptions, 8],
  ['ipProtocols', ipProtocols, 8],
  ['ipv6Options', ipv6Options, 8],
  ['linkTypes', linkTypes, 16],
  ['llcSaps', llcSaps, 8],
  ['mobilityTypes', mobilityTypes, 8],
  ['pppProtocols', pppProtocols, 16],
  ['sctpChunkTypes', sctpChunkTypes, 8],
  ['sctpPorts', sctpPorts, 16],
  ['sllPacketTypes', sllPacketTypes, 16],
  ['tcpPorts', tcpPorts, 16],
  ['udpPorts', udpPorts, 16],
  ...codes('icmpCodes', icmpCodes),
  ...codes('icmpv6Codes', icmpv6Codes),
];

export const registryOf = (wanted: string): Names => {
  const found = registries.find(([name]) => name === wanted);
  if (!found) throw new Error(`no registry ${wanted}`);
  return found[1];
};

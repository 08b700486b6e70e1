import { type Names, names } from '../codec/names.js';
import { registry } from './registry.js';

export const icmpTypes = registry('icmp-types');

const codes: Readonly<Record<number, Names>> = {
  3: names({
    net_unreachable: [0, 'Network unreachable'],
    host_unreachable: [1, 'Host unreachable'],
    protocol_unreachable: [2, 'Protocol unreachable'],
    port_unreachable: [3, 'Port unreachable'],
    fragmentation_needed: [4, 'Fragmentation needed'],
    source_route_failed: [5, 'Source route failed'],
    net_unknown: [6, 'Destination network unknown'],
    host_unknown: [7, 'Destination host unknown'],
    host_isolated: [8, 'Source host isolated'],
    net_prohibited: [9, 'Network administratively prohibited'],
    host_prohibited: [10, 'Host administratively prohibited'],
    net_tos: [11, 'Network unreachable for type of service'],
    host_tos: [12, 'Host unreachable for type of service'],
    admin_prohibited: [13, 'Communication administratively filtered'],
    host_precedence: [14, 'Host precedence violation'],
    precedence_cutoff: [15, 'Precedence cutoff in effect'],
  }),
  5: names({
    net: [0, 'Redirect for network'],
    host: [1, 'Redirect for host'],
    net_tos: [2, 'Redirect for type of service and network'],
    host_tos: [3, 'Redirect for type of service and host'],
  }),
  6: names({ host: [0, 'Alternate address for host'] }),
  9: names({
    normal: [0, 'Normal router advertisement'],
    no_common_traffic: [16, 'Does not route common traffic (Mobile IP)'],
  }),
  11: names({
    ttl_exceeded: [0, 'TTL exceeded in transit'],
    reassembly_exceeded: [1, 'Fragment reassembly time exceeded'],
  }),
  12: names({
    pointer: [0, 'Pointer indicates the error'],
    missing_option: [1, 'Required option missing'],
    bad_length: [2, 'Bad length'],
  }),
  40: names({
    bad_spi: [0, 'Bad SPI'],
    authentication_failed: [1, 'Authentication failed'],
    decompression_failed: [2, 'Decompression failed'],
    decryption_failed: [3, 'Decryption failed'],
    need_authentication: [4, 'Need authentication'],
    need_authorization: [5, 'Need authorization'],
  }),
  43: names({
    no_error: [0, 'No error'],
    malformed_query: [1, 'Malformed query'],
    no_such_interface: [2, 'No such interface'],
    no_such_entry: [3, 'No such table entry'],
    multiple_interfaces: [4, 'Multiple interfaces satisfy query'],
  }),
};

/** The codes of a type; none for types whose code is always 0. */
export const icmpCodes = (type: number): Names | undefined => codes[type];

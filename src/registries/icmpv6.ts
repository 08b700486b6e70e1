import { type Names, names } from '../codec/names.js';
import { registry } from './registry.js';

export const icmpv6Types = registry('icmpv6-types');

const codes: Readonly<Record<number, Names>> = {
  1: names({
    no_route: [0, 'No route to destination'],
    admin_prohibited: [1, 'Administratively prohibited'],
    beyond_scope: [2, 'Beyond scope of source address'],
    address_unreachable: [3, 'Address unreachable'],
    port_unreachable: [4, 'Port unreachable'],
    policy_failed: [5, 'Source address failed ingress or egress policy'],
    reject_route: [6, 'Reject route to destination'],
    source_routing: [7, 'Error in source routing header'],
    headers_too_long: [8, 'Headers too long'],
    p_route: [9, 'Error in P-Route'],
  }),
  3: names({
    hop_limit_exceeded: [0, 'Hop limit exceeded in transit'],
    reassembly_exceeded: [1, 'Fragment reassembly time exceeded'],
  }),
  4: names({
    bad_header: [0, 'Erroneous header field'],
    bad_next_header: [1, 'Unrecognized next header'],
    bad_option: [2, 'Unrecognized IPv6 option'],
    incomplete_chain: [3, 'First fragment has incomplete header chain'],
    sr_upper_layer: [4, 'Segment routing upper-layer header error'],
    next_header_at_node: [5, 'Next header unrecognized by intermediate node'],
    header_too_big: [6, 'Extension header too big'],
    chain_too_long: [7, 'Extension header chain too long'],
    too_many_headers: [8, 'Too many extension headers'],
    too_many_options: [9, 'Too many options in extension header'],
    option_too_big: [10, 'Option too big'],
  }),
  138: names({
    command: [0, 'Router renumbering command'],
    result: [1, 'Router renumbering result'],
    sequence_reset: [255, 'Sequence number reset'],
  }),
  139: names({
    ipv6: [0, 'Data holds an IPv6 address'],
    name: [1, 'Data holds a name, or nothing'],
    ipv4: [2, 'Data holds an IPv4 address'],
  }),
  140: names({
    success: [0, 'Successful reply'],
    refused: [1, 'Responder refuses to answer'],
    unknown_qtype: [2, 'Type of query unknown'],
  }),
  155: names({
    dis: [0, 'DODAG information solicitation'],
    dio: [1, 'DODAG information object'],
    dao: [2, 'Destination advertisement object'],
    dao_ack: [3, 'Destination advertisement object acknowledgment'],
    p2p_dro: [4, 'P2P discovery reply object'],
    p2p_dro_ack: [5, 'P2P discovery reply object acknowledgment'],
    measurement_request: [6, 'Measurement request'],
    dco: [7, 'Destination cleanup object'],
    dco_ack: [8, 'Destination cleanup object acknowledgment'],
    secure_dis: [0x80, 'Secure DODAG information solicitation'],
    secure_dio: [0x81, 'Secure DODAG information object'],
    secure_dao: [0x82, 'Secure destination advertisement object'],
    secure_dao_ack: [0x83, 'Secure destination advertisement object acknowledgment'],
    secure_p2p_dro: [0x84, 'Secure P2P discovery reply object'],
    secure_p2p_dro_ack: [0x85, 'Secure P2P discovery reply object acknowledgment'],
    secure_dco: [0x87, 'Secure destination cleanup object'],
    secure_dco_ack: [0x88, 'Secure destination cleanup object acknowledgment'],
    consistency_check: [0x8a, 'Consistency check'],
  }),
  161: names({
    no_error: [0, 'No error'],
    malformed_query: [1, 'Malformed query'],
    no_such_interface: [2, 'No such interface'],
    no_such_entry: [3, 'No such table entry'],
    multiple_interfaces: [4, 'Multiple interfaces satisfy query'],
  }),
};

/** The codes of a type; none for types whose code is always 0. */
export const icmpv6Codes = (type: number): Names | undefined => codes[type];

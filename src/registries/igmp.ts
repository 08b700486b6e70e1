import { names } from '../codec/names.js';

/** The types up to 8 are those of IGMPv0 (RFC 988). */
export const igmpTypes = names({
  create_request: [0x01, 'Create group request (v0)'],
  create_reply: [0x02, 'Create group reply (v0)'],
  join_request: [0x03, 'Join group request (v0)'],
  join_reply: [0x04, 'Join group reply (v0)'],
  leave_request: [0x05, 'Leave group request (v0)'],
  leave_reply: [0x06, 'Leave group reply (v0)'],
  confirm_request: [0x07, 'Confirm group request (v0)'],
  confirm_reply: [0x08, 'Confirm group reply (v0)'],
  query: [0x11, 'Membership query'],
  v1_report: [0x12, 'Membership report (v1)'],
  dvmrp: [0x13, 'DVMRP'],
  pim: [0x14, 'PIM (v1)'],
  cisco_trace: [0x15, 'Cisco trace'],
  v2_report: [0x16, 'Membership report (v2)'],
  leave: [0x17, 'Leave group'],
  mtrace_response: [0x1e, 'Multicast traceroute response'],
  mtrace: [0x1f, 'Multicast traceroute'],
  v3_report: [0x22, 'Membership report (v3)'],
  mrd_advert: [0x30, 'Multicast router advertisement'],
  mrd_solicit: [0x31, 'Multicast router solicitation'],
  mrd_terminate: [0x32, 'Multicast router termination'],
});

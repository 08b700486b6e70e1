import { uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { names } from '../../codec/names.js';
import { dscp } from '../../registries/dscp.js';

/** RFC 3168, 5; ECT(1) is what L4S uses (RFC 9331). */
const ecn = names({
  not_ect: [0, 'Not-ECT'],
  ect1: [1, 'ECT(1)'],
  ect0: [2, 'ECT(0)'],
  ce: [3, 'CE'],
});

/** The DS field (RFC 2474) and ECN: IPv4's type of service, IPv6's traffic class. */
export const dsfield = group('Differentiated services', 'how routers treat the packet', {
  dscp: uint(6, 'DSCP', 'differentiated services code point', { names: dscp }),
  ecn: uint(2, 'ECN', 'explicit congestion notification', { names: ecn }),
});

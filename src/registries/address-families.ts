import { names } from '../codec/names.js';

/**
 * Address families in front of a packet from a BSD loopback. The systems agree on IPv4 alone:
 * IPv6 is 24, 28 or 30, and `inet6` means Darwin's, from which most such captures come.
 */
export const addressFamilies = names({
  inet: [2, 'IPv4'],
  ip: [2, 'IPv4'],
  osi: [7, 'OSI'],
  appletalk: [16, 'AppleTalk'],
  ipx: [23, 'IPX'],
  inet6_openbsd: [24, 'IPv6 (NetBSD, OpenBSD)'],
  inet6_freebsd: [28, 'IPv6 (FreeBSD)'],
  inet6: [30, 'IPv6 (macOS)'],
  ipv6: [30, 'IPv6 (macOS)'],
});

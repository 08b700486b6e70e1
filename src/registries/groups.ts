// The well-known multicast groups. Sources: IANA's multicast address spaces for IP (RFC 5771,
// RFC 4291), IEEE 802.1 for MAC.

/** Groups that keep their place in 224.0.0.0/23 and 239.255.255.0/24, by the whole address. */
export const ipv4Groups = new Map([
  [0xe0000001, 'all hosts'],
  [0xe0000002, 'all routers'],
  [0xe0000004, 'DVMRP routers'],
  [0xe0000005, 'OSPF routers'],
  [0xe0000006, 'OSPF designated routers'],
  [0xe0000009, 'RIPv2 routers'],
  [0xe000000a, 'EIGRP routers'],
  [0xe000000b, 'mobile agents'],
  [0xe000000c, 'DHCP servers and relays'],
  [0xe000000d, 'PIM routers'],
  [0xe000000e, 'RSVP encapsulation'],
  [0xe000000f, 'CBT routers'],
  [0xe0000012, 'VRRP'],
  [0xe0000013, 'IS-IS, all level 1'],
  [0xe0000014, 'IS-IS, all level 2'],
  [0xe0000016, 'IGMPv3 routers'],
  [0xe0000066, 'HSRPv2'],
  [0xe000006a, 'all snoopers'],
  [0xe000006b, 'PTP peer delay'],
  [0xe00000fb, 'mDNS'],
  [0xe00000fc, 'LLMNR'],
  [0xe0000101, 'NTP'],
  [0xe0000116, 'SLP'],
  [0xe0000123, 'SLP directory agents'],
  [0xe0000127, 'Cisco RP announce'],
  [0xe0000128, 'Cisco RP discovery'],
  [0xe000014b, 'SIP servers'],
  [0xe0000181, 'PTP'],
  [0xe0000182, 'PTP alternate 1'],
  [0xe0000183, 'PTP alternate 2'],
  [0xe0000184, 'PTP alternate 3'],
  [0xe00001bb, 'CoAP nodes'],
  [0xeffffffa, 'SSDP'],
  [0xeffffffd, 'SLPv2'],
]);

/** RFC 7346. */
export const ipv6Scopes: Readonly<Record<number, string>> = {
  1: 'interface-local',
  2: 'link-local',
  3: 'realm-local',
  4: 'admin-local',
  5: 'site-local',
  8: 'organization-local',
  14: 'global',
};

/** Groups that exist in every scope, by the last 32 bits (RFC 2375 and later). */
const everywhere = new Map([
  [0x0c, 'SSDP'],
  [0xfb, 'mDNS'],
  [0xfd, 'CoAP nodes'],
  [0x101, 'NTP'],
  [0x181, 'PTP'],
]);

/** Groups of one scope, by scope and the last 32 bits. */
const inOneScope = new Map([
  [scoped(1, 0x1), 'all nodes'],
  [scoped(1, 0x2), 'all routers'],
  [scoped(2, 0x1), 'all nodes'],
  [scoped(2, 0x2), 'all routers'],
  [scoped(2, 0x4), 'DVMRP routers'],
  [scoped(2, 0x5), 'OSPF routers'],
  [scoped(2, 0x6), 'OSPF designated routers'],
  [scoped(2, 0x9), 'RIPng routers'],
  [scoped(2, 0xa), 'EIGRP routers'],
  [scoped(2, 0xb), 'mobile agents'],
  [scoped(2, 0xd), 'PIM routers'],
  [scoped(2, 0xe), 'RSVP encapsulation'],
  [scoped(2, 0x12), 'VRRP'],
  [scoped(2, 0x16), 'MLDv2 routers'],
  [scoped(2, 0x1a), 'RPL nodes'],
  [scoped(2, 0x66), 'HSRP'],
  [scoped(2, 0x6a), 'all snoopers'],
  [scoped(2, 0x6b), 'PTP peer delay'],
  [scoped(2, 0x10002), 'DHCP relays and servers'],
  [scoped(2, 0x10003), 'LLMNR'],
  [scoped(5, 0x2), 'all routers'],
  [scoped(5, 0x10003), 'DHCP servers'],
]);

/** The group of a well-known address whose bytes between scope and the last 32 bits are zero. */
export function ipv6Group(scope: number, group: number): string | undefined {
  return inOneScope.get(scoped(scope, group)) ?? everywhere.get(group);
}

function scoped(scope: number, group: number): number {
  return scope * 2 ** 32 + group;
}

/** The block 01:80:c2:00:00:00 of 802.1, by the last byte. */
export const bridgeGroups = new Map([
  [0x00, 'STP'],
  [0x01, 'flow control (pause)'],
  [0x02, 'slow protocols (LACP)'],
  [0x03, '802.1X'],
  [0x08, 'STP of provider bridges'],
  [0x0d, 'MVRP of provider bridges'],
  [0x0e, 'LLDP'],
  [0x14, 'IS-IS, all level 1'],
  [0x15, 'IS-IS, all level 2'],
  [0x20, 'MMRP'],
  [0x21, 'MVRP'],
]);

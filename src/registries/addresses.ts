import { bridgeGroups, ipv4Groups, ipv6Group, ipv6Scopes } from './groups.js';

// Sources: IANA's special-purpose address registries (RFC 6890), RFC 9542 for MAC. Each function
// decides by the first bits and a few masks, for packets ask it about every address.

/** What is special about an IPv4 address; nothing about an ordinary one. */
export function ipv4Kind(address: number): string | undefined {
  const first = address >>> 24;
  if (first >= 240) return address === 0xffffffff ? 'limited broadcast' : 'reserved';
  if (first >= 224) return ipv4Multicast(address);
  switch (first) {
    case 0:
      return address === 0 ? 'unspecified' : 'this network';
    case 10:
      return 'private (RFC 1918)';
    case 100:
      return address >>> 22 === 0x191 ? 'shared address space (CGNAT)' : undefined;
    case 127:
      return 'loopback';
    case 169:
      return address >>> 16 === 0xa9fe ? 'link-local' : undefined;
    case 172:
      return address >>> 20 === 0xac1 ? 'private (RFC 1918)' : undefined;
    case 192:
      return ipv4In192(address);
    case 198:
      if (address >>> 17 === 0x6309) return 'benchmarking';
      return address >>> 8 === 0xc63364 ? 'documentation (TEST-NET-2)' : undefined;
    case 203:
      return address >>> 8 === 0xcb0071 ? 'documentation (TEST-NET-3)' : undefined;
    default:
      return undefined;
  }
}

function ipv4In192(address: number): string | undefined {
  if (address >>> 16 === 0xc0a8) return 'private (RFC 1918)';
  switch (address >>> 8) {
    case 0xc00000:
      if ((address & 0xf8) === 0) return 'DS-Lite';
      if ((address & 0xfe) === 170) return 'NAT64 discovery';
      return 'IETF protocol assignments';
    case 0xc00002:
      return 'documentation (TEST-NET-1)';
    case 0xc01fc4:
    case 0xc0af30:
      return 'AS112';
    case 0xc034c1:
      return 'AMT';
    case 0xc05863:
      return '6to4 relay (deprecated)';
    default:
      return undefined;
  }
}

function ipv4Multicast(address: number): string {
  const group = ipv4Groups.get(address);
  if (group) return `multicast: ${group}`;
  switch (address >>> 24) {
    case 224:
      if (address >>> 8 === 0xe00000) return 'multicast: local network';
      return address >>> 8 === 0xe00001 ? 'multicast: internetwork control' : 'multicast';
    case 232:
      return 'multicast: source-specific';
    case 233:
      return address >>> 8 === 0xe9fc00 ? 'documentation (MCAST-TEST-NET)' : 'multicast: GLOP';
    case 234:
      return 'multicast: by unicast prefix';
    case 239:
      if (address >>> 16 === 0xefff) return 'multicast: local scope';
      if (address >>> 18 === 0x3bf0) return 'multicast: organization-local scope';
      return 'multicast: administratively scoped';
    default:
      return 'multicast';
  }
}

/** What is special about an IPv6 address; nothing about an ordinary one. */
export function ipv6Kind(bytes: Uint8Array): string | undefined {
  const word = (i: number) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0);
  const first = word(0);
  if (first >= 0xff00) return ipv6Multicast(first, word);
  if (first >= 0xfec0) return 'site-local (deprecated)';
  if (first >= 0xfe80) return 'link-local';
  if (first >= 0xfe00) return 'reserved';
  if (first >= 0xfc00) return 'unique local';
  switch (first) {
    case 0x0000:
      return ipv6InZero(word);
    case 0x0064:
      if (word(1) !== 0xff9b) return 'reserved';
      if (word(2) === 1) return 'NAT64 (local use)';
      return isZero(word, 2, 6) ? 'NAT64' : 'reserved';
    case 0x0100:
      return isZero(word, 1, 4) ? 'discard-only' : 'reserved';
    case 0x2001:
      return ipv6In2001(word);
    case 0x2002:
      return '6to4';
    case 0x2620:
      return word(1) === 0x004f && word(2) === 0x8000 ? 'AS112' : undefined;
    case 0x3fff:
      return word(1) < 0x1000 ? 'documentation' : undefined;
    case 0x5f00:
      return 'SRv6 segment';
    default:
      return first >>> 13 === 1 ? undefined : 'reserved';
  }
}

type Word = (index: number) => number;

function isZero(word: Word, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (word(i) !== 0) return false;
  return true;
}

function ipv6InZero(word: Word): string {
  if (!isZero(word, 1, 5)) return 'reserved';
  if (word(5) === 0xffff) return 'IPv4-mapped';
  if (word(5) !== 0) return 'reserved';
  if (word(6) === 0 && word(7) <= 1) return word(7) === 0 ? 'unspecified' : 'loopback';
  return 'IPv4-compatible (deprecated)';
}

function ipv6In2001(word: Word): string | undefined {
  const second = word(1);
  if (second === 0x0db8) return 'documentation';
  if (second === 0) return 'Teredo';
  if (second >= 0x0200) return undefined;
  if (second === 2 && word(2) === 0) return 'benchmarking';
  if (second === 3) return 'AMT';
  if (second === 4 && word(2) === 0x0112) return 'AS112';
  if (second >>> 4 === 1) return 'ORCHID (deprecated)';
  if (second >>> 4 === 2) return 'ORCHIDv2';
  if (second >>> 4 === 3) return 'DRIP entity tag';
  return 'IETF protocol assignments';
}

function ipv6Multicast(first: number, word: Word): string {
  const flags = (first >>> 4) & 15;
  const scope = first & 15;
  const scopeName = ipv6Scopes[scope] ?? `scope ${scope}`;
  if (flags === 0) {
    const group = word(6) * 2 ** 16 + word(7);
    if (first === 0xff02 && isZero(word, 1, 5) && word(5) === 1 && word(6) >>> 8 === 0xff) {
      return 'solicited-node multicast';
    }
    const name = ipv6Group(scope, group);
    if (name && isZero(word, 1, 6)) return `multicast: ${name} (${scopeName})`;
  }
  // The flags P and T with a prefix of no length (RFC 4607).
  if (flags === 3 && word(1) === 0) return `multicast: source-specific (${scopeName})`;
  return `multicast (${scopeName})`;
}

/** What is special about a MAC address; nothing about a vendor's own unicast address. */
export function macKind(address: number): string | undefined {
  const vendor = Math.floor(address / 2 ** 24);
  const rest = address % 2 ** 24;
  if (vendor >>> 8 === 0x3333) return 'IPv6 multicast';
  switch (vendor) {
    case 0x000000:
      if (rest === 0) return 'unspecified';
      break;
    case 0x00005e:
      if (rest >>> 8 === 0x0001) return 'VRRP';
      if (rest >>> 8 === 0x0002) return 'VRRP (IPv6)';
      if (rest >>> 8 === 0x0053) return 'documentation';
      break;
    case 0x00000c:
      if (rest >>> 8 === 0x07ac) return 'HSRP';
      break;
    case 0x01000c:
      if (rest === 0xcccccc) return 'CDP, VTP, UDLD';
      if (rest === 0xcccccd) return 'PVST+';
      break;
    case 0x01005e:
      if (rest < 0x800000) return 'IPv4 multicast';
      if (rest < 0x900000) return 'MPLS multicast';
      if (rest >>> 8 === 0x9010) return 'documentation';
      break;
    case 0x011b19:
      if (rest === 0) return 'PTP';
      break;
    case 0x0180c2: {
      const group = rest < 0x100 ? bridgeGroups.get(rest) : undefined;
      if (group) return group;
      break;
    }
    case 0xffffff:
      if (rest === 0xffffff) return 'broadcast';
      break;
  }
  if (vendor & 0x010000) return 'multicast';
  return vendor & 0x020000 ? 'locally administered' : undefined;
}

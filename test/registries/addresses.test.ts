import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIpv4, parseIpv6, parseMac } from '../../src/codec/address.js';
import { ipv4Kind, ipv6Kind, macKind } from '../../src/registries/addresses.js';

/** Fails on what is no address: a slip in a table here cannot pass for an ordinary one. */
function kindOf<T>(
  parse: (text: string) => T | undefined,
  kind: (address: T) => string | undefined,
) {
  return (text: string) => {
    const address = parse(text);
    if (address === undefined) throw new Error(`${text} is no address`);
    return kind(address);
  };
}

describe('ipv4Kind', () => {
  const kind = kindOf(parseIpv4, ipv4Kind);

  it.each([
    ['0.0.0.0', 'unspecified'],
    ['0.0.0.1', 'this network'],
    ['10.0.0.0', 'private (RFC 1918)'],
    ['10.255.255.255', 'private (RFC 1918)'],
    ['100.64.0.0', 'shared address space (CGNAT)'],
    ['100.127.255.255', 'shared address space (CGNAT)'],
    ['127.0.0.1', 'loopback'],
    ['169.254.0.1', 'link-local'],
    ['172.16.0.0', 'private (RFC 1918)'],
    ['172.31.255.255', 'private (RFC 1918)'],
    ['192.0.0.1', 'DS-Lite'],
    ['192.0.0.8', 'IETF protocol assignments'],
    ['192.0.0.171', 'NAT64 discovery'],
    ['192.0.2.1', 'documentation (TEST-NET-1)'],
    ['192.31.196.1', 'AS112'],
    ['192.52.193.1', 'AMT'],
    ['192.88.99.1', '6to4 relay (deprecated)'],
    ['192.168.255.255', 'private (RFC 1918)'],
    ['192.175.48.1', 'AS112'],
    ['198.18.0.0', 'benchmarking'],
    ['198.19.255.255', 'benchmarking'],
    ['198.51.100.255', 'documentation (TEST-NET-2)'],
    ['203.0.113.0', 'documentation (TEST-NET-3)'],
    ['224.0.0.0', 'multicast: local network'],
    ['224.0.0.1', 'multicast: all hosts'],
    ['224.0.0.2', 'multicast: all routers'],
    ['224.0.0.5', 'multicast: OSPF routers'],
    ['224.0.0.6', 'multicast: OSPF designated routers'],
    ['224.0.0.9', 'multicast: RIPv2 routers'],
    ['224.0.0.10', 'multicast: EIGRP routers'],
    ['224.0.0.13', 'multicast: PIM routers'],
    ['224.0.0.18', 'multicast: VRRP'],
    ['224.0.0.22', 'multicast: IGMPv3 routers'],
    ['224.0.0.251', 'multicast: mDNS'],
    ['224.0.0.252', 'multicast: LLMNR'],
    ['224.0.1.1', 'multicast: NTP'],
    ['224.0.1.129', 'multicast: PTP'],
    ['224.0.1.200', 'multicast: internetwork control'],
    ['224.1.0.1', 'multicast'],
    ['232.1.2.3', 'multicast: source-specific'],
    ['233.1.2.3', 'multicast: GLOP'],
    ['233.252.0.1', 'documentation (MCAST-TEST-NET)'],
    ['234.1.2.3', 'multicast: by unicast prefix'],
    ['239.1.2.3', 'multicast: administratively scoped'],
    ['239.192.0.1', 'multicast: organization-local scope'],
    ['239.255.1.1', 'multicast: local scope'],
    ['239.255.255.250', 'multicast: SSDP'],
    ['240.0.0.0', 'reserved'],
    ['255.255.255.254', 'reserved'],
    ['255.255.255.255', 'limited broadcast'],
  ])('%s is %s', (address, wanted) => expect(kind(address)).toBe(wanted));

  it.each([
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.0.3.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '198.51.99.255',
    '198.51.101.0',
    '203.0.112.255',
    '203.0.114.0',
    '223.255.255.255',
  ])('%s is an ordinary address', (address) => expect(kind(address)).toBeUndefined());

  it('calls 224.0.0.0/4 multicast, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (address) => {
        const multicast = /multicast|MCAST/.test(ipv4Kind(address) ?? '');
        expect(multicast).toBe(address >>> 28 === 14);
      }),
    );
  });
});

describe('ipv6Kind', () => {
  const kind = kindOf(parseIpv6, ipv6Kind);

  it.each([
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::192.0.2.1', 'IPv4-compatible (deprecated)'],
    ['::ffff:192.0.2.1', 'IPv4-mapped'],
    ['::1:0:0:1', 'reserved'],
    ['64:ff9b::192.0.2.1', 'NAT64'],
    ['64:ff9b:1::1', 'NAT64 (local use)'],
    ['64:ff9b:2::1', 'reserved'],
    ['100::1', 'discard-only'],
    ['100:0:0:1::1', 'reserved'],
    ['2001::1', 'Teredo'],
    ['2001:1::1', 'IETF protocol assignments'],
    ['2001:2::1', 'benchmarking'],
    ['2001:3::1', 'AMT'],
    ['2001:4:112::1', 'AS112'],
    ['2001:10::1', 'ORCHID (deprecated)'],
    ['2001:2f::1', 'ORCHIDv2'],
    ['2001:30::1', 'DRIP entity tag'],
    ['2001:db8::1', 'documentation'],
    ['2002:c000:201::1', '6to4'],
    ['2620:4f:8000::1', 'AS112'],
    ['3fff::1', 'documentation'],
    ['3fff:fff::1', 'documentation'],
    ['4000::1', 'reserved'],
    ['5f00::1', 'SRv6 segment'],
    ['fc00::1', 'unique local'],
    ['fdff::1', 'unique local'],
    ['fe00::1', 'reserved'],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
    ['fec0::1', 'site-local (deprecated)'],
    ['ff01::1', 'multicast: all nodes (interface-local)'],
    ['ff02::1', 'multicast: all nodes (link-local)'],
    ['ff02::2', 'multicast: all routers (link-local)'],
    ['ff02::5', 'multicast: OSPF routers (link-local)'],
    ['ff02::6', 'multicast: OSPF designated routers (link-local)'],
    ['ff02::9', 'multicast: RIPng routers (link-local)'],
    ['ff02::a', 'multicast: EIGRP routers (link-local)'],
    ['ff02::c', 'multicast: SSDP (link-local)'],
    ['ff02::d', 'multicast: PIM routers (link-local)'],
    ['ff02::16', 'multicast: MLDv2 routers (link-local)'],
    ['ff02::fb', 'multicast: mDNS (link-local)'],
    ['ff02::1:2', 'multicast: DHCP relays and servers (link-local)'],
    ['ff02::1:3', 'multicast: LLMNR (link-local)'],
    ['ff02::1:ff00:1', 'solicited-node multicast'],
    ['ff02::1:fe00:1', 'multicast (link-local)'],
    ['ff02::1:0:0:1', 'multicast (link-local)'],
    ['ff05::1', 'multicast (site-local)'],
    ['ff05::2', 'multicast: all routers (site-local)'],
    ['ff05::1:3', 'multicast: DHCP servers (site-local)'],
    ['ff05::101', 'multicast: NTP (site-local)'],
    ['ff0e::101', 'multicast: NTP (global)'],
    ['ff08::c', 'multicast: SSDP (organization-local)'],
    ['ff12::1', 'multicast (link-local)'],
    ['ff35::8000:1', 'multicast: source-specific (site-local)'],
    ['ff3e:40:2001:db8::1', 'multicast (global)'],
    ['ff0f::1', 'multicast (scope 15)'],
  ])('%s is %s', (address, wanted) => expect(kind(address)).toBe(wanted));

  it.each([
    '2000::1',
    '2001:200::1',
    '2001:db7::1',
    '2001:db9::1',
    '2003::1',
    '2620:4f:8001::1',
    '3ffe::1',
    '3fff:1000::1',
  ])('%s is an ordinary address', (address) => expect(kind(address)).toBeUndefined());

  it('calls ff00::/8 multicast, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.boolean(), (bytes, group) => {
        if (group) bytes[0] = 0xff;
        expect(/multicast/.test(ipv6Kind(bytes) ?? '')).toBe(bytes[0] === 0xff);
      }),
    );
  });

  it('has something to say of all that is outside 2000::/3', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        if ((bytes[0] ?? 0) >>> 5 !== 1) expect(ipv6Kind(bytes)).toBeDefined();
      }),
    );
  });
});

describe('macKind', () => {
  const kind = kindOf(parseMac, macKind);

  it.each([
    ['00:00:00:00:00:00', 'unspecified'],
    ['00:00:5e:00:01:2a', 'VRRP'],
    ['00:00:5e:00:02:2a', 'VRRP (IPv6)'],
    ['00:00:5e:00:53:01', 'documentation'],
    ['00:00:0c:07:ac:01', 'HSRP'],
    ['01:00:0c:cc:cc:cc', 'CDP, VTP, UDLD'],
    ['01:00:0c:cc:cc:cd', 'PVST+'],
    ['01:00:5e:00:00:01', 'IPv4 multicast'],
    ['01:00:5e:7f:ff:ff', 'IPv4 multicast'],
    ['01:00:5e:80:00:01', 'MPLS multicast'],
    ['01:00:5e:90:10:01', 'documentation'],
    ['01:00:5e:ff:ff:ff', 'multicast'],
    ['01:1b:19:00:00:00', 'PTP'],
    ['01:80:c2:00:00:00', 'STP'],
    ['01:80:c2:00:00:01', 'flow control (pause)'],
    ['01:80:c2:00:00:02', 'slow protocols (LACP)'],
    ['01:80:c2:00:00:0e', 'LLDP'],
    ['01:80:c2:00:00:ff', 'multicast'],
    ['01:80:c2:00:01:0e', 'multicast'],
    ['02:00:00:00:00:01', 'locally administered'],
    ['33:33:00:00:00:01', 'IPv6 multicast'],
    ['33:34:00:00:00:01', 'multicast'],
    ['ff:ff:ff:ff:ff:fe', 'multicast'],
    ['ff:ff:ff:ff:ff:ff', 'broadcast'],
  ])('%s is %s', (address, wanted) => expect(kind(address)).toBe(wanted));

  it.each(['00:00:00:00:00:01', '00:1b:21:00:00:01', '00:00:5e:00:03:01', 'fc:00:00:00:00:01'])(
    '%s is an ordinary address',
    (address) => expect(kind(address)).toBeUndefined(),
  );

  it('has something to say of every group and every local address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (address) => {
        if (Math.floor(address / 2 ** 40) & 3) expect(macKind(address)).toBeDefined();
      }),
    );
  });
});

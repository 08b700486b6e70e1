import { macText, parseIpv4, parseIpv6 } from '../codec/address.js';
import type { Loose } from '../codec/field.js';
import { isObject } from '../codec/keys.js';
import { getPath } from '../codec/paths.js';
import type { Protocol } from '../codec/protocol.js';

/**
 * What stands where nothing was said, and nothing follows from other fields: documentation
 * addresses (RFC 5737, RFC 3849), locally administered hardware addresses, fixed numbers.
 */
const DEFAULTS: Readonly<Record<string, Loose>> = {
  eth: { dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' },
  vlan: { id: 1 },
  ieee8021ad: { id: 1 },
  arp: {
    src: { hw_mac: '02:00:00:00:00:01', proto_ipv4: '192.0.2.1' },
    dst: { proto_ipv4: '192.0.2.2' },
  },
  ip: { id: 0xabcd, src: '192.0.2.1', dst: '198.51.100.2' },
  ipv6: { src: '2001:db8::1', dst: '2001:db8::2' },
  tcp: { srcport: 51234, dstport: 443, seq: 1000, window_size_value: 64240 },
  udp: { srcport: 51234, dstport: 9 },
  udplite: { srcport: 51234, dstport: 9 },
  sctp: { srcport: 51234, dstport: 9 },
  dccp: { srcport: 51234, dstport: 9 },
  dns: { id: 0x1234 },
};

/** Beside these the addresses have other keys. */
const OTHER_KEYS: Readonly<Record<string, readonly string[]>> = {
  arp: ['hw', ...['hw', 'hw_ax25', 'proto'].flatMap((key) => [`src.${key}`, `dst.${key}`])],
};

/** It is given in the form that has no defaults. */
export const isOtherForm = (name: string, given: Loose): boolean =>
  (OTHER_KEYS[name] ?? []).some((path) => getPath(given, path.split('.')) !== undefined);

/** Of a layer, before `next`: a port is free to follow from what it carries. */
export function defaultsOf(
  { name, plan }: Protocol,
  given: Loose,
  next: Protocol | undefined,
): Loose {
  const own = DEFAULTS[name];
  if (own === undefined || isOtherForm(name, given)) return {};
  const tables = Object.keys(next?.declaration.carriedBy ?? {});
  const known = Object.keys(plan.rules.selects ?? {}).some((table) => tables.includes(table));
  const derived = plan.rules.derived ?? {};
  return Object.fromEntries(
    Object.entries(own).filter(([key]) => !(known && Object.hasOwn(derived, key))),
  );
}

/** Adds what is missing, and tells its paths. */
export function addMissing(values: Loose, defaults: Loose, around = ''): string[] {
  return Object.entries(defaults).flatMap(([key, value]) => {
    const path = around + key;
    const there: unknown = values[key];
    if (there === undefined) values[key] = structuredClone(value);
    else if (isObject(there) && isObject(value)) return addMissing(there, value, `${path}.`);
    return there === undefined ? leaves(path, value) : [];
  });
}

const leaves = (path: string, value: unknown): string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => leaves(`${path}.${key}`, inner))
    : [path];

/** The hardware address of a group (RFC 1112, 6.4; RFC 2464, 7), or of all. */
export function groupMac(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  const v4 = parseIpv4(address);
  if (v4 === 0xffffffff) return 'ff:ff:ff:ff:ff:ff';
  if (v4 !== undefined)
    return v4 >>> 28 === 14 ? macText(0x01005e000000 + (v4 & 0x7fffff)) : undefined;
  const v6 = parseIpv6(address);
  if (v6?.[0] !== 0xff) return undefined;
  return macText(0x333300000000 + new DataView(v6.buffer, v6.byteOffset).getUint32(12));
}

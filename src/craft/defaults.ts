import { macText, parseIpv4, parseIpv6 } from '../codec/address.js';
import type { Loose } from '../codec/field.js';
import { isObject } from '../codec/keys.js';
import type { Protocol } from '../codec/protocol.js';
import { copied } from './values.js';

/** Values for a layer of which nothing is said; none where what is given has another form. */
export function exampleOf({ declaration }: Protocol, given: Loose): Loose | undefined {
  const { example } = declaration;
  return typeof example === 'function' ? example(given) : example;
}

/** Of a layer, before `next`: a port is free to follow from what it carries. */
export function defaultsOf(protocol: Protocol, given: Loose, next: Protocol | undefined): Loose {
  const own = exampleOf(protocol, given);
  if (own === undefined) return {};
  const { selects = {}, derived = {} } = protocol.plan.rules;
  const tables = Object.keys(next?.declaration.carriedBy ?? {});
  const known = Object.keys(selects).some((table) => tables.includes(table));
  return Object.fromEntries(
    Object.entries(own).filter(([key]) => !(known && Object.hasOwn(derived, key))),
  );
}

/** Adds what is missing, and tells its paths. */
export function addMissing(values: Loose, defaults: Loose, around = ''): string[] {
  return Object.entries(defaults).flatMap(([key, value]) => {
    const path = around + key;
    const there: unknown = values[key];
    if (there === undefined) values[key] = copied(value);
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

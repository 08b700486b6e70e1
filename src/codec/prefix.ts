import { ipv4Text, ipv6Text, parseIpv4, parseIpv6 } from './address.js';
import { getBytes, putBytes } from './bits.js';
import { type Extent, endOf, sizeOf } from './extent.js';
import { type Field, FieldError, shown } from './field.js';
import type { Look } from './fixed.js';

type PrefixLook = Look<string> & { length: Extent };
interface Family {
  readonly bytes: number;
  readonly like: string;
  text(bytes: Uint8Array): string;
  parse(given: string): Uint8Array | undefined;
}

/** The first bytes of an IPv6 address; the others are zero. Without room for any, it is missing. */
export function ipv6Prefix(
  label: string,
  help: string,
  look: PrefixLook,
): Field<string | undefined, string> {
  return prefix(label, help, look, {
    bytes: 16,
    like: '2001:db8::',
    text: ipv6Text,
    parse: parseIpv6,
  });
}

/** The same of an IPv4 address. */
export function ipv4Prefix(
  label: string,
  help: string,
  look: PrefixLook,
): Field<string | undefined, string> {
  return prefix(label, help, look, {
    bytes: 4,
    like: '192.0.2.0',
    text: (bytes) => ipv4Text(getBytes(bytes, 0, 4)),
    parse(given) {
      const address = parseIpv4(given);
      const bytes = new Uint8Array(4);
      if (address === undefined) return undefined;
      putBytes(bytes, 0, 4, address);
      return bytes;
    },
  });
}

function prefix(
  label: string,
  help: string,
  { length, ...rest }: PrefixLook,
  family: Family,
): Field<string | undefined, string> {
  const size = sizeOf(length);
  return {
    bits: 0,
    label,
    help,
    ...(rest as object),
    dependent: true,
    like: family.like,
    read(r, v, key) {
      const from = r.at;
      if (r.left === 0) return undefined;
      const end = endOf(r, size(v, r), label);
      if (end - from > family.bytes) r.problem = `${label} has ${end - from} bytes`;
      if (r.problem) return undefined;
      const bytes = new Uint8Array(family.bytes);
      bytes.set(r.bytes.subarray(from, end));
      r.at = end;
      const value = family.text(bytes);
      if (r.trace) r.note(this, key, from, value);
      return value;
    },
    write(w, value, v) {
      if (value === undefined) return;
      const bytes = typeof value === 'string' ? family.parse(value) : undefined;
      if (!bytes) {
        throw new FieldError('', `${shown(value)} is no address like ${family.like}`);
      }
      const bits = 8 * size(v);
      if (bits < 0 || bits > 8 * family.bytes) {
        throw new FieldError('', `an address has no ${bits} bits`);
      }
      if (bytes.subarray(bits / 8).some((byte) => byte !== 0)) {
        throw new FieldError('', `${value} has bits behind the first ${bits}`);
      }
      w.put(bytes.subarray(0, bits / 8));
    },
  };
}

import { ipv6Text, parseIpv6 } from './address.js';
import { type Extent, endOf, sizeOf } from './extent.js';
import { type Field, FieldError } from './field.js';
import type { Look } from './fixed.js';

/** The first bytes of an IPv6 address; the others are zero. Where no room is left, it is missing. */
export function ipv6Prefix(
  label: string,
  help: string,
  look: Look<string> & { length: Extent },
): Field<string | undefined, string> {
  const { length, ...rest } = look;
  const size = sizeOf(length);
  return {
    bits: 0,
    label,
    help,
    ...(rest as object),
    dependent: true,
    read(r, v, key) {
      const from = r.at;
      if (r.left === 0) return undefined;
      const end = endOf(r, size(v), label);
      if (r.problem) return undefined;
      const bytes = new Uint8Array(16);
      bytes.set(r.bytes.subarray(from, end));
      r.at = end;
      const value = ipv6Text(bytes);
      if (r.trace) r.note(this, key, from, value);
      return value;
    },
    write(w, value, v) {
      if (value === undefined) return;
      const bytes = typeof value === 'string' ? parseIpv6(value) : undefined;
      if (!bytes) {
        throw new FieldError('', `${JSON.stringify(value)} is no address like 2001:db8::`);
      }
      const bits = 8 * size(v);
      if (bytes.subarray(bits / 8).some((byte) => byte !== 0)) {
        throw new FieldError('', `${value} has bits behind the first ${bits}`);
      }
      w.put(bytes.subarray(0, bits / 8));
    },
  };
}

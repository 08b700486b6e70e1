import { ipv4Text, ipv6Text, macText, parseIpv4, parseIpv6, parseMac } from './address.js';
import { reader, setter, wholeByte } from './bits.js';
import { putIpv4, putMac } from './digits.js';
import { type Field, FieldError, shown } from './field.js';
import type { Look } from './fixed.js';

/** An address that a number holds: it stays one until it is shown. */
function address(
  bits: number,
  text: (value: number) => string,
  print: typeof putIpv4,
  parse: (given: string) => number | undefined,
  like: string,
) {
  return (
    label: string,
    help: string,
    look: Look<string> & { init?: string } = {},
  ): Field<string, string> => ({
    bits,
    label,
    help,
    ...look,
    place(bit) {
      const at = wholeByte(bit);
      const number = reader(bit, bits);
      const write = setter(bit, bits);
      // Packets made one after another mostly have the same.
      let lately: unknown;
      let known: number | undefined;
      return {
        number,
        value: (b, o) => text(number(b, o)),
        print(out, b, o) {
          out.at = print(out.view, out.at, b, o + at);
        },
        json: bits === 48 ? 'mac' : 'ipv4',
        put(b, o, given) {
          if (given !== lately) {
            known = typeof given === 'string' ? parse(given) : undefined;
            lately = given;
          }
          if (known === undefined) throw new FieldError('', notAddress(given, like));
          write(b, o, known);
        },
      };
    },
  });
}

function notAddress(given: unknown, like: string): string {
  return `${shown(given)} is no address like ${like}`;
}

export const mac = address(48, macText, putMac, parseMac, '02:00:00:00:00:01');
export const ipv4 = address(32, ipv4Text, putIpv4, parseIpv4, '192.0.2.1');

export function ipv6(
  label: string,
  help: string,
  look: Look<string> & { init?: string } = {},
): Field<string, string> {
  return {
    bits: 128,
    label,
    help,
    ...look,
    place(bit) {
      const at = wholeByte(bit);
      return {
        value: (b, o) => ipv6Text(b, o + at),
        print: (out, b, o) => out.ipv6(b, o + at),
        json: 'text',
        put(b, o, given) {
          const bytes = typeof given === 'string' ? parseIpv6(given) : undefined;
          if (!bytes) throw new FieldError('', notAddress(given, '2001:db8::1'));
          b.set(bytes, o + at);
        },
      };
    },
  };
}

import type { Reader } from '../../codec/bits.js';
import type { Names } from '../../codec/names.js';
import { Literal } from '../../codec/out.js';
import type { Line } from '../../codec/protocol.js';

const SPACE = new Literal(' ');
const COMMA = new Literal(', ');

interface Words {
  readonly types: Names;
  readonly codes: (type: number) => Names | undefined;
  /** Types that ask for an echo, or answer: identifier and sequence number follow. */
  readonly echoes: readonly number[];
  /** Types that are about an IPv6 address, which follows eight bytes of header. */
  readonly about: readonly number[];
}

/** `Destination unreachable: Port unreachable`, `Echo request 0x1234, 1`; each made once. */
export function icmpLine(f: { type: Reader; code: Reader }, words: Words): Line {
  const made = new Map<number, Literal>();
  const phrase = (type: number, code: number): Literal => {
    const what = words.types.textOf(type) ?? `type ${type}`;
    const how = words.codes(type)?.textOf(code) ?? (code ? `code ${code}` : undefined);
    const literal = new Literal(how === undefined ? what : `${what}: ${how}`);
    made.set(type * 256 + code, literal);
    return literal;
  };
  return (out, b, o, body) => {
    const type = f.type(b, o);
    const code = f.code(b, o);
    out.put(made.get(type * 256 + code) ?? phrase(type, code));
    if (words.about.includes(type) && o + 24 <= body) {
      out.put(SPACE);
      out.ipv6(b, o + 8);
    }
    if (!words.echoes.includes(type) || o + 8 > body) return;
    out.put(SPACE);
    out.hex(((b[o + 4] as number) << 8) | (b[o + 5] as number), 4);
    out.put(COMMA);
    out.decimal(((b[o + 6] as number) << 8) | (b[o + 7] as number));
  };
}

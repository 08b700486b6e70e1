import { putDecimal, putUint32 } from '../../codec/digits.js';
import type { Readers } from '../../codec/field.js';
import { optionLine } from '../../codec/option-line.js';
import { Literal, putLiteral } from '../../codec/out.js';
import type { Line } from '../../codec/protocol.js';
import type { TcpFields } from './tcp.js';
import { flagsText } from './tcp-flags.js';
import { tcpOptions } from './tcp-options.js';

const ACK = 0x010;
const URG = 0x020;
const ACK_NUMBER = new Literal(' ack ');
const WIN = new Literal(' win ');
const URG_POINTER = new Literal(' urg ');
const OPEN = new Literal(' [');
const CLOSE = new Literal(']');
const LENGTH = new Literal(' len ');
const options = optionLine(tcpOptions);
const flagLiterals: Literal[] = [];

/** The twelve bits in words; each combination is made once. */
function flagLiteral(bits: number): Literal {
  const flags: Record<string, boolean | number> = { res: bits >> 9 };
  const keys = ['ae', 'cwr', 'ece', 'urg', 'ack', 'push', 'reset', 'syn', 'fin'];
  keys.forEach((key, i) => {
    flags[key] = ((bits >> (8 - i)) & 1) === 1;
  });
  const reserved = bits >> 9 ? ` res=${bits >> 9}` : '';
  const literal = new Literal(`${flagsText(flags) || 'no flags'}${reserved} seq `);
  flagLiterals[bits] = literal;
  return literal;
}

/** `SYN seq 1000 win 64240 [mss 1460] len 0` */
export function tcpLine(f: Readers<TcpFields>): Line {
  return (out, b, o, body, stop) => {
    const { view } = out;
    const flags = f.flags(b, o);
    let at = putLiteral(view, out.at, flagLiterals[flags] ?? flagLiteral(flags));
    at = putUint32(view, at, b, o + 4);
    if (flags & ACK) {
      at = putLiteral(view, at, ACK_NUMBER);
      at = putUint32(view, at, b, o + 8);
    }
    at = putLiteral(view, at, WIN);
    at = putDecimal(view, at, f.window_size_value(b, o));
    if (flags & URG) {
      at = putLiteral(view, at, URG_POINTER);
      at = putDecimal(view, at, f.urgent_pointer(b, o));
    }
    if (body > o + 20) {
      out.at = putLiteral(view, at, OPEN);
      options(out, b, o + 20, body);
      at = putLiteral(view, out.at, CLOSE);
    }
    at = putLiteral(view, at, LENGTH);
    out.at = putDecimal(view, at, stop - body);
  };
}

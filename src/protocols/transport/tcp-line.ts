import type { Readers } from '../../codec/field.js';
import { optionLine } from '../../codec/option-line.js';
import { Literal } from '../../codec/out.js';
import type { Line } from '../../codec/protocol.js';
import type { TcpFields } from './tcp.js';
import { flagsText } from './tcp-flags.js';
import { tcpOptions } from './tcp-options.js';

const ACK = 0x010;
const URG = 0x020;
const SEQ = new Literal(' seq ');
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
  const literal = new Literal(`${flagsText(flags) || 'no flags'}${reserved}`);
  flagLiterals[bits] = literal;
  return literal;
}

/** `SYN seq 1000 win 64240 [mss 1460] len 0` */
export function tcpLine(f: Readers<TcpFields>): Line {
  return (out, b, o, body, stop) => {
    const flags = f.flags(b, o);
    out.put(flagLiterals[flags] ?? flagLiteral(flags));
    out.put(SEQ);
    out.decimal(f.seq(b, o));
    if (flags & ACK) {
      out.put(ACK_NUMBER);
      out.decimal(f.ack(b, o));
    }
    out.put(WIN);
    out.decimal(f.window_size_value(b, o));
    if (flags & URG) {
      out.put(URG_POINTER);
      out.decimal(f.urgent_pointer(b, o));
    }
    if (body > o + 20) {
      out.put(OPEN);
      options(out, b, o + 20, body);
      out.put(CLOSE);
    }
    out.put(LENGTH);
    out.decimal(stop - body);
  };
}

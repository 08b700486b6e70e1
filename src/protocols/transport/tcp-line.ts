import { LineParts, writeParts } from '../../codec/line-parts.js';
import { OptionLine } from '../../codec/option-line.js';
import { shortAt, wordAt } from '../../codec/printed.js';
import type { Line } from '../../codec/protocol.js';
import { flagsText } from './tcp-flags.js';
import { tcpOptions } from './tcp-options.js';

const ACK = 0x010;
const URG = 0x020;
const HEADER = 20;
const options = new OptionLine(tcpOptions);

/** Lines of segments with the same header length, flags, and first four bytes of options. */
interface Kind {
  readonly bits: number;
  readonly head: number;
  readonly before: LineParts;
  /** What stands behind the options, where these are of no fixed form. */
  readonly after: LineParts | undefined;
}
const SLOTS = 256;
const kinds: (Kind | undefined)[] = new Array(SLOTS).fill(undefined);

/** The twelve bits in words. */
function flagWords(bits: number): string {
  const flags: Record<string, boolean | number> = { res: bits >> 9 };
  const keys = ['ae', 'cwr', 'ece', 'urg', 'ack', 'push', 'reset', 'syn', 'fin'];
  keys.forEach((key, i) => {
    flags[key] = ((bits >> (8 - i)) & 1) === 1;
  });
  const reserved = bits >> 9 ? ` res=${bits >> 9}` : '';
  return `${flagsText(flags) || 'no flags'}${reserved}`;
}

function kindOf(bits: number, head: number, b: Uint8Array, o: number, body: number): Kind {
  const start = (): LineParts => {
    const parts = new LineParts().put(`${flagWords(bits & 0xfff)} seq `).value(wordAt(4));
    if (bits & ACK) parts.put(' ack ').value(wordAt(8));
    parts.put(' win ').value(shortAt(14));
    return bits & URG ? parts.put(' urg ').value(shortAt(18)) : parts;
  };
  const end = (parts: LineParts): LineParts => parts.put(' len ').size();
  const from = o + HEADER;
  if (body <= from) return { bits, head, before: end(start()), after: undefined };
  const all = options.addTo(start().put(' ['), b, o, from, body);
  if (all) return { bits, head, before: end(all.put(']')), after: undefined };
  return { bits, head, before: start().put(' [').done(), after: end(new LineParts().put(']')) };
}

/** `SYN seq 1000 win 64240 [mss 1460] len 0` */
export const tcpLine: Line = (out, b, o, body, stop) => {
  const bits = ((b[o + 12] as number) << 8) | (b[o + 13] as number);
  const from = o + HEADER;
  const head =
    body <= from
      ? 0
      : ((b[from] as number) << 24) |
        ((b[from + 1] as number) << 16) |
        ((b[from + 2] as number) << 8) |
        (b[from + 3] as number);
  const slot = (bits ^ head ^ (head >>> 9) ^ (head >>> 18)) & (SLOTS - 1);
  let kind = kinds[slot];
  if (kind === undefined || kind.bits !== bits || kind.head !== head) {
    kind = kindOf(bits, head, b, o, body);
    kinds[slot] = kind;
  }
  const { before, after } = kind;
  writeParts(out, before, b, o, o, stop - body);
  if (after === undefined) return;
  options.write(out, b, from, body);
  writeParts(out, after, b, o, o, stop - body);
};

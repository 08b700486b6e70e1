import type { Packet } from '../codec/packet.js';
import { visible } from '../codec/visible.js';
import { inBytes } from '../protocols/words.js';
import { ascii } from './ascii.js';
import type { Format, Look } from './format.js';

/** How a language writes bytes down. */
interface Language {
  /** What a file of it starts with. */
  readonly head?: string;
  readonly comment: string;
  readonly indent: string;
  /** Before and after the bytes of the packet of that number. */
  open(number: number, size: number): string;
  close(number: number, size: number): string;
  /** A line of bytes. */
  line(bytes: Uint8Array): string;
  /** In place of all of it, where there is no byte and the language wants it said otherwise. */
  empty?(number: number): string;
}

const PER_LINE = 12;
/** Letters of a comment: what a layer says may be long. */
const MOST = 72;
const two = (byte: number): string => byte.toString(16).padStart(2, '0');
const numbers = (bytes: Uint8Array): string =>
  `${Array.from(bytes, (byte) => `0x${two(byte)}`).join(', ')},`;
const slashes = { comment: '//', indent: '  ', line: numbers };

const languages = {
  c: {
    ...slashes,
    open: (n) => `const unsigned char packet${n}[] = {`,
    close: (n, size) => `};\nconst unsigned int packet${n}_len = ${size};`,
    // An array has at least one element (C17, 6.7.6.2).
    empty: (n) =>
      `const unsigned char packet${n}[1] = { 0 };\nconst unsigned int packet${n}_len = 0;`,
  },
  python: {
    comment: '#',
    indent: '    ',
    open: (n) => `packet${n} = (`,
    close: () => ')',
    line: (bytes) => `b'${Array.from(bytes, (byte) => `\\x${two(byte)}`).join('')}'`,
    empty: (n) => `packet${n} = b''`,
  },
  js: {
    ...slashes,
    open: (n) => `const packet${n} = new Uint8Array([`,
    close: () => ']);',
  },
  go: {
    ...slashes,
    head: 'package packets\n',
    indent: '\t',
    open: (n) => `var packet${n} = []byte{`,
    close: () => '}',
  },
  rust: {
    ...slashes,
    indent: '    ',
    open: (n, size) => `pub const PACKET${n}: [u8; ${size}] = [`,
    close: () => '];',
  },
} satisfies Record<string, Language>;

export const c = (look: Look): Format => written(languages.c, look);
export const python = (look: Look): Format => written(languages.python, look);
export const js = (look: Look): Format => written(languages.js, look);
export const go = (look: Look): Format => written(languages.go, look);
export const rust = (look: Look): Format => written(languages.rust, look);

/** Each packet under a name of its own; comments say which layer the bytes are of. */
function written(language: Language, look: Look): Format {
  const { head = '', comment, open, close, empty } = language;
  let count = 0;
  return {
    begin: (out) => out.text(head),
    packet(packet, out) {
      const { bytes, frame } = packet;
      const n = ++count;
      const between = n > 1 || head ? '\n' : '';
      const title = `${comment} packet ${frame.number ?? n}, ${inBytes(bytes.length)}\n`;
      const body =
        bytes.length === 0 && empty
          ? empty(n)
          : `${open(n, bytes.length)}\n${pieces(packet, language, look)}${close(n, bytes.length)}`;
      out.text(`${between}${title}${body}\n`);
    },
  };
}

function pieces(packet: Packet, { comment, indent, line }: Language, look: Look): string {
  let text = '';
  let from = 0;
  const add = (to: number, said: string): void => {
    if (to <= from) return;
    text += `${indent}${comment} ${said}: bytes ${from}-${to - 1}\n`;
    for (; from < to; from += PER_LINE) {
      text += `${indent}${line(packet.bytes.subarray(from, Math.min(to, from + PER_LINE)))}\n`;
    }
    from = to;
  };
  for (const { offset, body, protocol, summary } of packet.layers) {
    add(offset, 'outside of the layers');
    // The text stands before the numbers: a backslash at a line's end would join lines in C.
    const said = shortened(visible(summary ? `${protocol.title}, ${summary}` : protocol.title));
    add(body, look.ascii ? ascii(said) : said);
  }
  add(packet.bytes.length, 'behind the layers');
  return text;
}

const shortened = (text: string): string =>
  text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;

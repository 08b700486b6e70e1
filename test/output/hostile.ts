import { uint } from '../../src/codec/fixed.js';
import { bytes, text } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { toy } from '../codec/toy.js';

const spoken = protocol({
  name: 'spoken',
  title: 'Spoken',
  carriedBy: { linktype: 1 },
  fields: {
    length: uint(8, 'Length', 'of the name'),
    name: text('Name', 'any text', { length: 'length' }),
    rest: bytes('Rest', 'any bytes'),
  },
  rules: () => ({
    checks: [{ severity: 'note', when: () => true, text: (v) => `is called ${v.name}` }],
    summary: (v) => `named ${v.name}`,
  }),
});
const program = toy(spoken);
export const { catalog } = program;

/** A packet with a text that everything shows: in a value, a summary and a note. */
export function named(name: string) {
  const text = new TextEncoder().encode(name);
  return program.decode(Uint8Array.of(text.length, ...text, 0xff), { number: 1 });
}

/** ESC, bell, line ends, DEL, C1, bidirectional controls, and what ends comments and texts. */
export const HOSTILE = `\u001b[2J\u0007\r\n\u007f\u009b\u2028\u202e*/"'\\,\t--%\\`;

/** What could steer a terminal; a line's end is the formats' own. */
export const steering = (text: string): string[] =>
  [...text].filter((c) => c !== '\n' && /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(c));

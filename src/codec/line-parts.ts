import { putIpv4, putMac, putWord } from './digits.js';
import type { Print } from './field.js';
import { Literal, type Out } from './out.js';
import { BYTE, type How, IPV4, MAC, OTHER, type Printed, SHORT, WORD } from './printed.js';

/** How many bytes of payload there are. */
const SIZE = -1;
const NOTHING = -2;

const NONE = { at: 0, inner: false, shift: 0, print: undefined };

/** Constant text, and the value behind it. */
interface Part {
  /** Where its words start, and its length in bytes. */
  readonly word: number;
  readonly length: number;
  readonly how: How | typeof SIZE | typeof NOTHING;
  /** Where the value stands, in the layer or in the one inside it. */
  readonly at: number;
  readonly inner: boolean;
  /** What is added to where the layer starts, for `print`. */
  readonly shift: number;
  readonly print: Print | undefined;
}

/** A piece of a line that is always made in the same way, as data. */
export class LineParts {
  readonly parts: Part[] = [];
  /** Of all texts, one after another: eight bytes each, two of them at least. */
  words = new Float64Array(0);
  private text = '';

  /** Constant text. */
  put(text: string): this {
    this.text += text;
    return this;
  }

  /** A field of a structure that stands `shift` bytes from where the layer starts. */
  value({ how, at, print }: Printed, shift = 0, inner = false): this {
    return this.add({ how, at: at + shift, shift, inner, print });
  }

  /** The bytes of the payload. */
  size(): this {
    return this.add({ how: SIZE, ...NONE });
  }

  /** Nothing follows any more. */
  done(): this {
    return this.text === '' ? this : this.add({ how: NOTHING, ...NONE });
  }

  private add(value: Omit<Part, 'word' | 'length'>): this {
    const { words, length } = new Literal(this.text);
    const word = this.words.length;
    this.parts.push({ word, length, ...value });
    const longer = new Float64Array(word + Math.max(2, words.length));
    longer.set(this.words);
    longer.set(words, word);
    this.words = longer;
    this.text = '';
    return this;
  }
}

/**
 * Writes it. All that most values need is here, in one loop: calls would take longer than what they
 * do. `start` is the layer's, `inner` that of the one inside it.
 */
export function writeParts(
  out: Out,
  { parts, words }: LineParts,
  b: Uint8Array,
  start: number,
  inner: number,
  size: number,
): void {
  const { view } = out;
  let { at } = out;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Part;
    const { how, word, length } = part;
    // Two words are most texts; what is too much is written over.
    view.setFloat64(at, words[word] as number, true);
    view.setFloat64(at + 8, words[word + 1] as number, true);
    for (let done = 16; done < length; done += 8) {
      view.setFloat64(at + done, words[word + (done >> 3)] as number, true);
    }
    at += length;
    const from = (part.inner ? inner : start) + part.at;
    let value = size;
    if (how === IPV4) {
      at = putIpv4(view, at, b, from);
      continue;
    }
    if (how === SHORT) {
      value = ((b[from] as number) << 8) | (b[from + 1] as number);
    } else if (how === WORD) {
      const high = ((b[from] as number) << 24) | ((b[from + 1] as number) << 16);
      value = high | ((b[from + 2] as number) << 8) | (b[from + 3] as number);
    } else if (how === BYTE) {
      value = b[from] as number;
    } else if (how === MAC) {
      at = putMac(view, at, b, from);
      continue;
    } else if (how === NOTHING) {
      continue;
    } else if (how === OTHER) {
      out.at = at;
      part.print?.(out, b, (part.inner ? inner : start) + part.shift);
      at = out.at;
      continue;
    }
    at = putWord(view, at, value);
  }
  out.at = at;
}

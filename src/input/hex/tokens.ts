import type { InputError } from '../input-error.js';
import { misread, quoted } from '../place.js';
import type { Place } from './dialect.js';
import { type Escapes, escapeAt, LONGEST_ESCAPE } from './escapes.js';

/** A place in a piece of text, for an error that may come later. */
export interface Spot {
  readonly text: string;
  readonly index: number;
  readonly place: Place;
}

/** Who takes the tokens. `index` is good for `Scanner.wrong` and `Scanner.spot`. */
export interface Tokens {
  /** A name or a number; `near` when nothing stands between it and the token before. */
  word(text: string, index: number): void;
  mark(letter: string, index: number, near: boolean): void;
  /** A string begins; false where this quote begins none. */
  quote(quote: string, prefix: string, index: number): boolean;
  letter(value: number, byte: boolean, index: number): void;
  unquote(index: number): void;
  /** A line has ended that no backslash continues. */
  newline(blank: boolean): void;
}

const UNCLOSED = 'this quote is not closed';
const LONGEST_WORD = 256;
const WORD = /[\w$]+/y;
const PREFIX = /^(?:[bBuULfF]|[rR]?[bB]|[bB][rR]|u8)$/;

/** Cuts source code into words, marks and strings, in any of the languages; drops comments. */
export class Scanner {
  private text = '';
  private place: Place = { line: 1, column: 1 };
  private within: 'code' | 'string' | 'comment' | 'line comment' = 'code';
  private quote = '';
  private opened: Spot | undefined;
  private blank = true;
  /** White space stands before the next token. */
  private gap = true;
  private continues = false;
  private kept = '';

  constructor(
    private readonly to: Tokens,
    private readonly escapes: Escapes,
  ) {}

  read(text: string, place: Place, more: boolean): void {
    const { kept } = this;
    this.text = kept + text;
    this.place = kept ? { line: place.line, column: place.column - kept.length } : place;
    this.kept = '';
    let at = 0;
    while (at < this.text.length && at >= 0) at = this.step(at, more);
    if (!more) this.endLine();
  }

  end(): void {
    if (this.within === 'comment') throw this.at(this.opened, 'this comment is not closed');
    if (this.within === 'string') throw this.at(this.opened, UNCLOSED);
  }

  wrong(what: string, index: number): InputError {
    return misread(what, this.text, index, this.place);
  }

  spot(index: number): Spot {
    return { text: this.text, index, place: this.place };
  }

  at(spot: Spot | undefined, what: string): InputError {
    const { text, index, place } = spot ?? this.spot(0);
    return misread(what, text, index, place);
  }

  /** From one token to the next; -1: the rest is kept until more text comes. */
  private step(at: number, more: boolean): number {
    if (this.within === 'string') return this.inString(at, more);
    if (this.within === 'line comment') return this.text.length;
    if (this.within === 'comment') return this.inComment(at, more);
    return this.inCode(at, more);
  }

  private inCode(at: number, more: boolean): number {
    const { text } = this;
    const letter = text.charAt(at);
    if (letter === ' ' || letter === '\t') {
      this.gap = true;
      return at + 1;
    }
    WORD.lastIndex = at;
    if (WORD.test(text)) return this.inWord(at, WORD.lastIndex, more);
    if (letter === ',') return this.mark(letter, at);
    const next = text.charAt(at + 1);
    const unsure = letter === '\\' || (next === '' && (letter === '/' || letter > '\ud7ff'));
    if (more && unsure) return this.keep(at);
    if (letter === '#' || (letter === '/' && next === '/')) return this.enter('line comment', at);
    if (letter === '/' && next === '*') return this.enter('comment', at) + 2;
    if (letter === '\\' && text.slice(at + 1).trim() === '') {
      this.continues = true;
      return text.length;
    }
    if (letter === '"' || letter === "'") return this.open('', at, at, more);
    if (letter > '~' || letter === '\\' || letter === '`' || letter < ' ') {
      throw this.wrong(`${quoted(text, at)} stands outside of quotes`, at);
    }
    return this.mark(letter, at);
  }

  private mark(letter: string, at: number): number {
    this.blank = false;
    this.to.mark(letter, at, !this.gap);
    this.gap = false;
    return at + 1;
  }

  private inWord(at: number, end: number, more: boolean): number {
    const { text } = this;
    if (end - at > LONGEST_WORD) throw this.wrong('too long for a name or a number', at);
    // Whether it goes on, or is a string's prefix, the next piece tells.
    if (more && end === text.length) return this.keep(at);
    this.blank = false;
    const word = text.slice(at, end);
    const next = text.charAt(end);
    if ((next === '"' || next === "'") && PREFIX.test(word)) return this.open(word, at, end, more);
    this.to.word(word, at);
    this.gap = false;
    return end;
  }

  private open(prefix: string, at: number, quoteAt: number, more: boolean): number {
    const { text } = this;
    const quote = text.charAt(quoteAt);
    this.blank = false;
    const triple = quote.repeat(3);
    if (this.escapes.triple && more && quoteAt + 3 > text.length) return this.keep(at);
    const opens = this.escapes.triple && text.startsWith(triple, quoteAt) ? triple : quote;
    if (!this.to.quote(quote, prefix, at)) return quoteAt + 1;
    this.quote = opens;
    this.enter('string', quoteAt);
    return quoteAt + opens.length;
  }

  private inString(at: number, more: boolean): number {
    const { text } = this;
    const code = text.codePointAt(at) as number;
    if (more && at + LONGEST_ESCAPE > text.length && (code === 92 || code > 0xd7ff)) {
      return this.keep(at);
    }
    if (more && at + this.quote.length > text.length) return this.keep(at);
    if (code === this.quote.charCodeAt(0) && text.startsWith(this.quote, at)) {
      this.within = 'code';
      this.to.unquote(at);
      return at + this.quote.length;
    }
    if (code !== 92) {
      this.to.letter(code, false, at);
      return at + (code > 0xffff ? 2 : 1);
    }
    // A backslash before the line's end: the string goes on in the next line.
    if (at + 1 === text.length) {
      this.continues = true;
      return text.length;
    }
    const letter = escapeAt(text, at, this.escapes);
    if (typeof letter === 'string') throw this.wrong(letter, at);
    this.to.letter(letter.value, letter.byte, at);
    return at + letter.length;
  }

  private inComment(at: number, more: boolean): number {
    const end = this.text.indexOf('*/', at);
    if (end >= 0) {
      this.within = 'code';
      return end + 2;
    }
    return more && this.text.endsWith('*') ? this.keep(this.text.length - 1) : this.text.length;
  }

  private enter(within: 'string' | 'comment' | 'line comment', at: number): number {
    this.within = within;
    this.opened = this.spot(at);
    return at;
  }

  private keep(at: number): number {
    this.kept = this.text.slice(at);
    return -1;
  }

  private endLine(): void {
    const { within, continues } = this;
    if (within === 'string' && !continues) {
      if (this.quote.length === 1) throw this.at(this.opened, UNCLOSED);
      this.to.letter(10, false, this.text.length);
    }
    if (within === 'line comment') this.within = 'code';
    if (within !== 'comment' && within !== 'string' && !continues) this.to.newline(this.blank);
    this.blank = true;
    this.gap = true;
    this.continues = false;
  }
}

import { TOO_LARGE } from './encodings.js';
import { type Language, numberOf } from './language.js';
import { PacketBytes } from './packet-bytes.js';

export const REPEATS = "repeated bytes are left out: gdb's 'set print repeats 0' has it write all";
export const SHORTENED = "'...' stands for bytes that are not here: the text was shortened";

/**
 * The elements of one list: numbers with signs, casts before them (`(byte) 0x80`), conversions
 * behind them (`0x80.toByte()`, `0x80 as i8`). What is wrong is returned, not thrown.
 */
export class NumberList {
  readonly bytes = new PacketBytes();
  private state: 'wanted' | 'cast' | 'number' | 'method' | 'called' | 'as' = 'wanted';
  private negative = false;

  constructor(private readonly language: Language) {}

  /** Nothing has been read: it may be a list of other things. */
  get untouched(): boolean {
    return this.bytes.length === 0 && this.state === 'wanted' && !this.negative;
  }

  /** A closing parenthesis is its own. */
  get inParentheses(): boolean {
    return this.state === 'cast' || this.state === 'called';
  }

  word(word: string): string | undefined {
    const { state } = this;
    if (state === 'wanted') {
      const value = numberOf(word, this.language.numbers);
      return typeof value === 'string' ? value : this.add(value);
    }
    if (state === 'number' && word === 'as') {
      this.state = 'as';
      return undefined;
    }
    if (state === 'number') return "a ',' is missing before this";
    const known = state === 'method' ? /^to(?:U?Byte|Int)$/.test(word) : this.isType(word);
    if (!known) return `'${word}' is no type of a byte`;
    if (state === 'as') this.state = 'number';
    return undefined;
  }

  /** A character or a number: signed bytes are the same bits as unsigned ones. */
  add(value: number): string | undefined {
    if (this.state !== 'wanted') return "a ',' is missing before this";
    if (value > (this.negative ? 128 : 255)) {
      return this.negative ? `-${value} is less than -128` : `${value} is more than a byte holds`;
    }
    const room = this.bytes.add(this.negative ? 256 - value : value);
    this.negative = false;
    this.state = 'number';
    return room ? undefined : TOO_LARGE;
  }

  mark(letter: string): string | undefined {
    const next = this.after(letter);
    if (next === undefined) return this.misplaced(letter);
    this.state = next;
    return undefined;
  }

  /** What is wrong if the list ends here. */
  finish(): string | undefined {
    const done = this.state === 'number' || (this.state === 'wanted' && !this.negative);
    return done ? undefined : 'the list ends where a number should stand';
  }

  take(): Uint8Array {
    this.state = 'wanted';
    return this.bytes.take();
  }

  private after(letter: string): NumberList['state'] | undefined {
    const { state } = this;
    if (letter === ',' && state === 'number') return 'wanted';
    if (letter === '-' && state === 'wanted' && !this.negative) {
      this.negative = true;
      return 'wanted';
    }
    if (letter === '(' && state === 'wanted' && !this.negative) return 'cast';
    if (letter === ')' && state === 'cast') return 'wanted';
    if (letter === '.' && state === 'number') return 'method';
    if (letter === '(' && state === 'method') return 'called';
    return letter === ')' && state === 'called' ? 'number' : undefined;
  }

  private misplaced(letter: string): string {
    if (letter === '.') return SHORTENED;
    if (letter === '<') return REPEATS;
    const wanted = this.state === 'wanted' ? 'a number' : "a ',' or the end of the list";
    return `'${letter}' stands where ${wanted} should`;
  }

  private isType(word: string): boolean {
    return this.language.types?.includes(word) ?? false;
  }
}

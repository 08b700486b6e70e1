import { counted, inBytes } from '../../protocols/words.js';
import type { InputError } from '../input-error.js';
import type { LineReader, Place, Sink } from './dialect.js';
import type { Encoding } from './encodings.js';
import { CLOSERS, calledWith, DEEPEST, type Group, type Holds, kindOf, TOLD } from './groups.js';
import type { Language } from './language.js';
import { NumberList, REPEATS, SHORTENED } from './number-list.js';
import { looksLikeBytes, StringBytes } from './string-bytes.js';
import { Scanner, type Spot, type Tokens } from './tokens.js';

const ANY: readonly Encoding[] = ['utf8', 'hex', 'base64', 'latin1'];

interface OpenString {
  readonly bytes: StringBytes;
  readonly holds: Holds;
  readonly spot: Spot;
  readonly group: Group | undefined;
  /** It is a text that only its letters can tell to be bytes. */
  readonly maybe: boolean;
}

/** Reads a language's lists of numbers and strings of bytes: each is a packet. */
export class SourceReader implements LineReader, Tokens {
  private readonly scanner: Scanner;
  private readonly list: NumberList;
  private readonly groups: Group[] = [];
  /** The token before: `a` for a word, `0` for a number, `"` for a string, else the mark. */
  private before = '';
  /** A call's name so far: `bytes.fromhex`. */
  private path = '';
  private name = '';
  private assigned = '';
  private size: number | undefined;
  private last = { name: '', length: 0 };
  private string: OpenString | undefined;
  private within: 'string' | 'character' | 'encoding' = 'string';
  private letters = '';
  private said = false;

  constructor(
    private readonly language: Language,
    private readonly to: Sink,
  ) {
    this.scanner = new Scanner(this, language.escapes);
    this.list = new NumberList(language);
  }

  read(text: string, place: Place, more: boolean): void {
    this.scanner.read(text, place, more);
  }

  end(): void {
    this.scanner.end();
    const [open] = this.groups;
    if (open) throw this.scanner.at(open.spot, `this '${open.open}' is not closed`);
    this.endString();
  }

  newline(blank: boolean): void {
    const { ends } = this.language;
    if (this.groups.length > 0 || ends === undefined || (ends === 'blank line' && !blank)) return;
    this.endString();
    this.before = '';
  }

  word(word: string, index: number): void {
    this.endString();
    const top = this.groups.at(-1);
    const digit = word.charAt(0) <= '9' && word.charAt(0) !== '$';
    if (top?.kind === 'list') this.element(top, word, index);
    else if (digit) this.number(top, word, index);
    else if (top?.kind !== 'index') {
      if (word === 'repeats' && this.before === '<') throw this.scanner.wrong(REPEATS, index);
      this.path = this.before === '.' ? `${this.path}.${word}`.slice(-100) : word;
      this.name = word;
    }
    if (top?.holds === 'told' && this.before === ',') top.told = word;
    this.before = digit ? '0' : 'a';
  }

  mark(letter: string, index: number, near: boolean): void {
    const joins = letter === '+' && this.before === '"';
    if (!joins) this.endString(letter);
    const top = this.groups.at(-1);
    if (letter in CLOSERS && !(top?.kind === 'list' && letter === '('))
      this.open(letter, index, near);
    else if (top && letter === CLOSERS[top.open] && !this.isOwn(top, letter))
      this.close(top, index);
    else if (top?.kind === 'list' || (letter === '-' && top && this.beginsList(top)))
      this.inList(top, letter, index);
    else if (letter === ')' || letter === ']' || letter === '}') {
      throw this.scanner.wrong(
        top ? `'${letter}' cannot close '${top.open}'` : `nothing is open that '${letter}' closes`,
        index,
      );
    } else this.outside(letter);
    if (joins) return;
    if (letter === '.' && this.before === '".') throw this.scanner.wrong(SHORTENED, index);
    this.before = letter === '.' && this.before === '"' ? '".' : letter === ':' ? '.' : letter;
  }

  quote(quote: string, prefix: string, index: number): boolean {
    const { chars, strings = {} } = this.language;
    const top = this.groups.at(-1);
    if (quote === "'" && chars !== undefined) {
      // In Rust a quote of its own begins the name of a lifetime.
      if (prefix !== chars) return false;
      return this.begin('character');
    }
    if (top?.kind === 'list') {
      if (!this.list.untouched) throw this.scanner.wrong('a string in a list of numbers', index);
      top.kind = 'lists';
    }
    if (top?.holds === 'told' && this.before === ',') return this.begin('encoding');
    if (/r/i.test(prefix)) throw this.scanner.wrong('raw strings are not read here', index);
    const known = top?.holds ?? strings[prefix];
    if (known === undefined && prefix !== '') {
      throw this.scanner.wrong('this string is text, not bytes', index);
    }
    const holds = known ?? 'latin1';
    if (this.string && this.string.group !== top) {
      throw this.scanner.wrong('a string in a call beside another string', index);
    }
    if (!this.string) {
      const plain: Encoding[] = top?.holds ? [] : ['hex'];
      const bytes = new StringBytes(holds === 'told' ? ANY : [holds, ...plain]);
      const maybe = known === undefined || (prefix === '' && top?.foreign === true);
      this.string = { bytes, holds, maybe, spot: this.scanner.spot(index), group: top };
      this.letters = '';
    }
    this.within = 'string';
    return true;
  }

  letter(value: number, byte: boolean, index: number): void {
    if (this.within === 'string') {
      this.string?.bytes.letter(value, byte, index, this.scanner);
    }
    if (this.letters.length < 16) this.letters += String.fromCodePoint(value);
  }

  unquote(index: number): void {
    const top = this.groups.at(-1);
    if (this.within === 'encoding' && top) top.told = this.letters;
    if (this.within === 'character') {
      const value = this.letters.codePointAt(0) ?? -1;
      const one = this.letters === String.fromCodePoint(Math.max(value, 0));
      if (!one) throw this.scanner.wrong('one character belongs between single quotes', index);
      if (top?.kind === 'list') this.check(this.list.add(value), index);
      this.before = '0';
    } else this.before = '"';
  }

  private begin(within: SourceReader['within']): true {
    this.within = within;
    this.letters = '';
    return true;
  }

  private check(wrong: string | undefined, index: number): void {
    if (wrong !== undefined) throw this.scanner.wrong(wrong, index);
  }

  private element(top: Group, word: string, index: number): void {
    if (this.list.untouched) {
      if (this.language.types?.includes(word)) {
        top.kind = 'index';
        return;
      }
      if (this.language.makers?.includes(word)) {
        top.kind = 'lists';
        this.path = word;
        return;
      }
    }
    this.check(this.list.word(word), index);
  }

  /** A number outside of lists: a length, an index, an argument, or bytes without brackets. */
  private number(top: Group | undefined, word: string, index: number): void {
    const { sized } = this.language;
    if (top && this.beginsList(top)) this.element(top, word, index);
    else if (top?.kind === 'index') {
      if (sized && /^\d+$/.test(word)) this.size = Number(word);
    } else if (top?.kind === 'lists' && this.before !== ';') {
      throw this.scanner.wrong('a number beside lists of numbers', index);
    } else if (!top && /^[0}\];,]?$/.test(this.before)) {
      throw this.scanner.wrong('this number stands outside of brackets', index);
    } else if (this.before === '=' && this.assigned === `${this.last.name}_len`) {
      const { name, length } = this.last;
      if (word !== `${length}`) {
        throw this.scanner.wrong(`${name} has ${inBytes(length)}, not ${word.slice(0, 24)}`, index);
      }
    }
  }

  /** C++'s `name{1, 2}` shows only by its first number that it is no block. */
  private beginsList(top: Group): boolean {
    const begins = top.kind === 'box' && this.before === '{' && this.language.list === '{';
    if (begins) top.kind = 'list';
    return begins;
  }

  private open(letter: string, index: number, near: boolean): void {
    const top = this.groups.at(-1);
    if (top?.kind === 'list') {
      if (!this.list.untouched) {
        throw this.scanner.wrong(`'${letter}' in the middle of a list of numbers`, index);
      }
      top.kind = 'lists';
    }
    if (this.groups.length >= DEEPEST) {
      throw this.scanner.wrong(`more than ${DEEPEST} brackets within one another`, index);
    }
    const call = letter === '(' ? this.called() : undefined;
    const kind =
      call === 'list'
        ? 'list'
        : kindOf(letter, { before: this.before, name: this.name, near }, this.language);
    const holds = call === 'list' ? undefined : call;
    const size = kind === 'list' ? this.size : undefined;
    const typed = this.language.types?.includes(this.name) ?? false;
    const foreign = letter === '(' && this.before === 'a' && call === undefined && !typed;
    if (kind === 'index') this.size = undefined;
    this.groups.push({ open: letter, spot: this.scanner.spot(index), kind, holds, size, foreign });
  }

  /** What the call's name says of what it is called with. */
  private called(): Holds | 'list' | undefined {
    const path = this.before === 'a' || this.before === '!' ? this.path : '';
    if (path !== '') return calledWith(path, this.language);
    const around = this.groups.at(-1)?.holds;
    return around === 'told' ? undefined : around;
  }

  /** A list's own parenthesis: `(byte)`. */
  private isOwn(top: Group, letter: string): boolean {
    return letter === ')' && top.kind === 'list' && this.list.inParentheses;
  }

  private inList(top: Group, letter: string, index: number): void {
    if (letter === '&' && this.list.untouched) top.kind = 'lists';
    else this.check(this.list.mark(letter), index);
  }

  private close(top: Group, index: number): void {
    if (top.kind === 'list') {
      this.check(this.list.finish(), index);
      const { length } = this.list.bytes;
      if (top.size !== undefined && top.size !== length) {
        const here = length === 1 ? '1 stands here' : `${length} stand here`;
        const size = counted(top.size, 'element');
        throw this.scanner.wrong(`declared with ${size}, but ${here}`, index);
      }
      this.last = { name: this.assigned, length };
      const bytes = this.list.take();
      if (length > 0) this.to.emit({ bytes });
    }
    this.groups.pop();
    this.path = '';
  }

  private outside(letter: string): void {
    if (letter === '=') this.assigned = this.name;
    if (letter === ';') this.size = undefined;
    if (letter !== '.' && letter !== ':' && letter !== '!') this.path = '';
  }

  /** The string before is whole, now that this mark or a word follows. */
  private endString(mark = ''): void {
    const { string } = this;
    const top = this.groups.at(-1);
    if (!string || (string.holds === 'told' && !(mark === ')' && top === string.group))) return;
    this.string = undefined;
    // A name in an object.
    if (mark === ':' && this.before === '"') return;
    if (string.maybe && !looksLikeBytes(this.letters)) return;
    const wrong = (what: string): InputError => this.scanner.at(string.spot, what);
    let { holds } = string;
    if (holds === 'told') {
      const named = TOLD.get(top?.told ?? 'utf8');
      if (!named) throw wrong('an encoding that is not read here');
      holds = named;
    } else if (!top?.holds && string.bytes.isHex) {
      this.sayHex();
      holds = 'hex';
    }
    const bytes = string.bytes.take(holds, wrong);
    if (bytes && bytes.length > 0) this.to.emit({ bytes });
  }

  private sayHex(): void {
    if (!this.said) this.to.notice('strings of hex digits are read as hex, not as text');
    this.said = true;
  }
}

import { CLASSES, type Expression, folded, POSIX, setOf } from './pattern-sets.js';

/** A pattern that PCRE would refuse, or that takes more than a finite automaton. */
export class PatternError extends Error {}

const fail = (message: string): never => {
  throw new PatternError(message);
};

interface Flags {
  /** Case does not count; a dot is any byte; `^` and `$` stand at every line. */
  readonly i: boolean;
  readonly s: boolean;
  readonly m: boolean;
  readonly x: boolean;
}

const DEEPEST = 100;
const MOST_REPEATS = 1000;
const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };
const ALL = setOf([[0, 255]]);
const LINE = setOf([
  [0, 9],
  [11, 255],
]);

/** A Perl-compatible pattern over bytes, each of them one letter of the text. */
export function parsePattern(text: string): Expression {
  return new PatternParser(text).whole();
}

class PatternParser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  whole(): Expression {
    const found = this.alternatives({ i: true, s: false, m: false, x: false });
    if (this.at < this.text.length) fail("')' closes nothing");
    return found;
  }

  private takes(text: string): boolean {
    const seen = this.text.startsWith(text, this.at);
    if (seen) this.at += text.length;
    return seen;
  }

  private matched(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found ?? undefined;
  }

  private alternatives(flags: Flags): Expression {
    if (++this.depth > DEEPEST) fail('too many parentheses in the pattern');
    let own = flags;
    const branches: Expression[][] = [[]];
    while (this.at < this.text.length && this.text[this.at] !== ')') {
      const last = branches[branches.length - 1] as Expression[];
      const set = this.matched(/\(\?([imsx]*)(?:-([imsx]+))?\)/y);
      if (set) own = changed(own, set[1], set[2]);
      else if (this.takes('|')) branches.push([]);
      else if (own.x && this.matched(/\s+|#[^\n]*/y)) continue;
      else last.push(this.repeated(this.atom(own)));
    }
    this.depth--;
    return { is: 'either', of: branches.map((of) => ({ is: 'sequence', of })) };
  }

  private repeated(atom: Expression): Expression {
    let found = atom;
    for (let i = 0; ; i++) {
      const [whole, sign, least, comma, most] =
        this.matched(/([*+?])|\{(\d+)(?:(,)(\d*))?\}/y) ?? [];
      if (whole === undefined) return found;
      if (i > 0) fail(`nothing stands before '${whole}' that it could repeat`);
      const from = sign ? (sign === '+' ? 1 : 0) : Number(least);
      const open = sign ? sign !== '?' : comma !== undefined && most === '';
      const to = sign ? 1 : Number(comma ? most : least);
      if (Math.max(from, to) > MOST_REPEATS) fail(`more than ${MOST_REPEATS} repetitions`);
      if (!open && to < from) fail('the repetition ends before it starts');
      found = { is: 'repeat', of: found, from, to: open ? undefined : to };
      if (this.takes('+')) fail('possessive repetitions are not supported');
      this.takes('?');
    }
  }

  private atom(flags: Flags): Expression {
    const letter = this.text[this.at++] as string;
    switch (letter) {
      case '(':
        return this.group(flags);
      case '[':
        return { is: 'set', set: this.classed(flags) };
      case '.':
        return { is: 'set', set: flags.s ? ALL : LINE };
      case '^':
        return { is: 'assert', what: flags.m ? 'line start' : 'start' };
      case '$':
        return flags.m ? { is: 'assert', what: 'line end' } : LAST_LINE;
      case '*':
      case '+':
      case '?':
        return fail(`nothing stands before '${letter}' that it could repeat`);
      case '\\':
        return this.escaped(flags);
      default:
        return { is: 'set', set: one(letter.charCodeAt(0), flags) };
    }
  }

  private group(flags: Flags): Expression {
    if (this.matched(/\?#[^)]*\)/y)) return { is: 'sequence', of: [] };
    let own = flags;
    const set = this.matched(/\?([imsx]*)(?:-([imsx]+))?:/y);
    if (set) own = changed(flags, set[1], set[2]);
    else if (!this.matched(/\?(?:P?<\w+>|'\w+')/y) && this.text[this.at] === '?') {
      fail('lookaround, atomic and conditional groups are not supported');
    } else if (this.text[this.at] === '*') fail('verbs are not supported');
    const found = this.alternatives(own);
    if (!this.takes(')')) fail("')' is missing in the pattern");
    return found;
  }

  private escaped(flags: Flags): Expression {
    const literal = this.matched(/Q((?:(?!\\E)[\s\S])*)(?:\\E)?/y);
    if (literal) {
      const of = [...(literal[1] ?? '')].map(
        (c): Expression => ({ is: 'set', set: one(c.charCodeAt(0), flags) }),
      );
      return { is: 'sequence', of };
    }
    const letter = this.text[this.at];
    const asserted = ASSERTIONS[letter ?? ''];
    if (asserted) {
      this.at++;
      return asserted;
    }
    const octal = this.matched(/[1-3][0-7]{2}/y);
    if (octal) return { is: 'set', set: one(Number.parseInt(octal[0], 8), flags) };
    if (letter !== undefined && /[1-9kgK]/.test(letter)) {
      fail('references to groups are not supported');
    }
    const set = this.classEscape();
    return { is: 'set', set: typeof set === 'number' ? one(set, flags) : set };
  }

  /** What stands behind a backslash, in a class and outside: a byte, or a set of them. */
  private classEscape(): number | Uint8Array {
    const letter = this.text[this.at];
    if (letter === undefined) return fail('the pattern ends with a backslash');
    const set = Object.hasOwn(CLASSES, letter) ? CLASSES[letter] : undefined;
    if (set) {
      this.at++;
      return set;
    }
    const hex = this.matched(/x(?:\{([\da-fA-F]{1,8})\}|([\da-fA-F]{0,2}))/y);
    if (hex) return byte(Number.parseInt(hex[1] ?? (hex[2] || '0'), 16));
    const octal = this.matched(/0[0-7]{0,2}|o\{([0-7]{1,6})\}/y);
    if (octal) return byte(Number.parseInt(octal[1] ?? octal[0], 8));
    this.at++;
    if (Object.hasOwn(CONTROLS, letter)) return CONTROLS[letter] as number;
    if (/[\dA-Za-z]/.test(letter)) fail(`'\\${letter}' has no meaning in a pattern`);
    return letter.charCodeAt(0);
  }

  private classed(flags: Flags): Uint8Array {
    const set = new Uint8Array(256);
    const negative = this.takes('^');
    for (let first = true; first || this.text[this.at] !== ']'; first = false) {
      if (this.at >= this.text.length) fail("']' is missing in the pattern");
      const from = this.member();
      if (typeof from !== 'number') {
        for (let b = 0; b < 256; b++) set[b] = (set[b] as number) | (from[b] as number);
        continue;
      }
      let to = from;
      if (this.matched(/-(?!\])/y)) {
        const end = this.member();
        if (typeof end !== 'number') fail('a set cannot end a range of letters');
        else to = end;
        if (to < from) fail('the letters of a range are out of order');
      }
      for (let b = from; b <= to; b++) set[b] = 1;
    }
    this.at++;
    if (flags.i) folded(set);
    return negative ? set.map((held) => 1 - held) : set;
  }

  private member(): number | Uint8Array {
    const posix = this.matched(/\[:(\^?)([a-z]+):\]/y);
    if (posix) {
      const named = Object.hasOwn(POSIX, posix[2] ?? '') ? POSIX[posix[2] ?? ''] : undefined;
      if (!named) return fail(`no class of letters is called '${posix[2]}'`);
      return posix[1] ? named.map((held) => 1 - held) : named;
    }
    if (this.takes('\\b')) return 8;
    if (this.takes('\\')) return this.classEscape();
    if (this.at >= this.text.length) return fail("']' is missing in the pattern");
    return this.text.charCodeAt(this.at++);
  }
}

function changed(flags: Flags, on = '', off = ''): Flags {
  const now = { ...flags };
  for (const letter of on) now[letter as keyof Flags] = true;
  for (const letter of off) now[letter as keyof Flags] = false;
  return now;
}

function byte(value: number): number {
  return value < 256 ? value : fail('a pattern matches bytes: no letter is beyond \\xff');
}

function one(value: number, { i }: Flags): Uint8Array {
  const set = new Uint8Array(256);
  set[value] = 1;
  return i ? folded(set) : set;
}

const END: Expression = { is: 'assert', what: 'end' };
/** The end, or before a line feed that ends it. */
const LAST_LINE: Expression = {
  is: 'either',
  of: [END, { is: 'sequence', of: [{ is: 'set', set: setOf([[10, 10]]) }, END] }],
};
const ASSERTIONS: Readonly<Record<string, Expression>> = {
  A: { is: 'assert', what: 'start' },
  z: END,
  Z: LAST_LINE,
  b: { is: 'assert', what: 'word edge' },
  B: { is: 'assert', what: 'no word edge' },
};

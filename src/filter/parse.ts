import { quoted, refuse, type Span } from './filter-error.js';
import { rangesOf } from './ranges.js';
import type { Member, Node, Order, Quantifier, Sign } from './syntax.js';
import { type Token, tokensOf } from './tokens.js';

/** Nesting is bounded, or a hostile filter would exhaust the stack. */
const DEEPEST = 150;

const ORDERS: Readonly<Record<string, readonly [Order, Quantifier]>> = {
  '==': ['eq', 'any'],
  eq: ['eq', 'any'],
  any_eq: ['eq', 'any'],
  '===': ['eq', 'all'],
  all_eq: ['eq', 'all'],
  '!=': ['ne', 'all'],
  ne: ['ne', 'all'],
  all_ne: ['ne', 'all'],
  '!==': ['ne', 'any'],
  any_ne: ['ne', 'any'],
  '~=': ['ne', 'any'],
  '>': ['gt', 'any'],
  gt: ['gt', 'any'],
  '>=': ['ge', 'any'],
  ge: ['ge', 'any'],
  '<': ['lt', 'any'],
  lt: ['lt', 'any'],
  '<=': ['le', 'any'],
  le: ['le', 'any'],
};
const orderOf = (text: string) => (Object.hasOwn(ORDERS, text) ? ORDERS[text] : undefined);

const JOINS = [
  ['or', '||'],
  ['xor', '^^'],
  ['and', '&&'],
] as const;

/** Signs that bind alike, the weakest first. */
const SUMS: readonly (readonly string[])[] = [
  ['&', 'bitwise_and'],
  ['+', '-'],
  ['*', '/', '%'],
];

const around = (first: Span, last: Span): Span => ({ from: first.from, to: last.to });

/** The language's words; a field's name is none of them. */
const WORDS = new Set([
  ...['and', 'or', 'xor', 'not', 'in', 'contains', 'matches', 'any', 'all', 'bitwise_and'],
  ...Object.keys(ORDERS),
]);

export function parse(text: string): Node {
  return new Parser(tokensOf(text)).whole();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Node {
    const node = this.joined(0);
    const rest = this.next;
    if (rest.is !== 'end') this.unexpected(rest);
    return node;
  }

  private get next(): Token {
    return this.tokens[this.at] as Token;
  }

  private get before(): Token {
    return this.tokens[this.at - 1] as Token;
  }

  private sees(...texts: readonly string[]): boolean {
    const { is, text } = this.next;
    return (is === 'sign' || is === 'word') && texts.includes(text);
  }

  private takes(...texts: readonly string[]): boolean {
    const seen = this.sees(...texts);
    if (seen) this.at++;
    return seen;
  }

  private expect(text: string, open: Span): void {
    if (this.takes(text)) return;
    if (this.next.is === 'end') refuse(`'${text}' is missing`, open);
    this.unexpected(this.next);
  }

  private unexpected(token: Token): never {
    if (token === this.tokens[0] && token.is === 'end') return refuse('the filter is empty', token);
    if (token.is === 'end') return refuse('the filter ends too early', token);
    const text = token.is === 'word' || token.is === 'sign' ? quoted(token.text) : 'this';
    return refuse(`${text} has no place here`, token);
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > DEEPEST) refuse('too many parentheses', this.next);
    const found = read();
    this.depth--;
    return found;
  }

  private joined(level: number): Node {
    const join = JOINS[level];
    if (join === undefined) return this.negated();
    const [is, sign] = join;
    const first = this.joined(level + 1);
    if (!this.sees(is, sign)) return first;
    const parts = [first];
    while (this.takes(is, sign)) parts.push(this.joined(level + 1));
    return { is, parts, ...around(first, parts[parts.length - 1] as Node) };
  }

  private negated(): Node {
    const { from } = this.next;
    if (!this.takes('!', 'not')) return this.relation();
    const of = this.deeper(() => this.negated());
    return { is: 'not', of, from, to: of.to };
  }

  private relation(): Node {
    const first = this.next;
    const said = this.takes('any', 'all') ? (first.text as Quantifier) : undefined;
    const left = this.sum(0);
    const found = this.related(left, said);
    if (found) return { ...found, from: first.from };
    if (said) this.unexpected(this.next);
    return left;
  }

  /** `a < b < c` says the same of both pairs. */
  private related(left: Node, said: Quantifier | undefined): Node | undefined {
    const which = said ?? 'any';
    const { text } = this.next;
    const order = this.next.is === 'sign' || this.next.is === 'word' ? orderOf(text) : undefined;
    if (order) {
      this.at++;
      const right = this.sum(0);
      const span = around(left, right);
      const one: Node = {
        is: 'order',
        order: order[0],
        which: said ?? order[1],
        left,
        right,
        ...span,
      };
      const more = this.deeper(() => this.related(right, said));
      return more ? { is: 'and', parts: [one, more], ...around(left, more) } : one;
    }
    if (this.takes('contains')) {
      const right = this.sum(0);
      return { is: 'contains', which, left, right, ...around(left, right) };
    }
    if (this.takes('matches', '~')) {
      const right = this.sum(0);
      return { is: 'matches', which, left, right, ...around(left, right) };
    }
    if (this.takes('in')) return this.membership(left, which);
    if (this.sees('not') && this.tokens[this.at + 1]?.text === 'in') {
      this.at += 2;
      const of = this.membership(left, which);
      return { is: 'not', of, from: of.from, to: of.to };
    }
    return undefined;
  }

  private membership(left: Node, which: Quantifier): Node {
    const open = this.next;
    this.expect('{', open);
    const members: Member[] = [];
    do {
      const from = this.sum(0);
      members.push({ from, to: this.takes('..') ? this.sum(0) : undefined });
    } while (this.takes(','));
    this.expect('}', open);
    return { is: 'in', which, left, members, ...around(left, this.before) };
  }

  private sum(level: number): Node {
    const signs = SUMS[level];
    if (signs === undefined) return this.signed();
    let left = this.sum(level + 1);
    for (let i = 0; ; i++) {
      const { text } = this.next;
      if (!this.takes(...signs)) return left;
      if (i >= DEEPEST) refuse('too many terms', this.before);
      const sign = (text === 'bitwise_and' ? '&' : text) as Sign;
      const right = this.sum(level + 1);
      left = { is: 'sum', sign, left, right, ...around(left, right) };
    }
  }

  private signed(): Node {
    const { from } = this.next;
    if (this.takes('+')) return this.deeper(() => this.signed());
    if (!this.takes('-')) return this.sliced();
    const of = this.deeper(() => this.signed());
    return { is: 'negative', of, from, to: of.to };
  }

  private sliced(): Node {
    let of = this.primary();
    if (this.takes('#')) {
      const token = this.next;
      const plain = token.is === 'word' && /^\d+$/.test(token.text);
      if (!plain && token.is !== 'ranges') {
        refuse("behind '#' stands a layer's number, or a range as [1-2]", token);
      }
      this.at++;
      of = { is: 'layer', of, ranges: rangesOf(token), ...around(of, token) };
    }
    for (let i = 0; this.next.is === 'ranges'; i++) {
      if (i >= DEEPEST) refuse('too many slices', this.next);
      const token = this.next;
      this.at++;
      of = { is: 'slice', of, ranges: rangesOf(token), ...around(of, token) };
    }
    return of;
  }

  private primary(): Node {
    const token = this.next;
    const { is } = token;
    if (is === 'text' || is === 'char' || (is === 'word' && !WORDS.has(token.text))) {
      this.at++;
      const literal = { ...token, is };
      return is === 'word' && this.sees('(') ? this.call(literal) : literal;
    }
    if (this.takes('(')) return this.enclosed(token, ')', () => this.joined(0));
    if (this.takes('{')) return this.enclosed(token, '}', () => this.sum(0));
    return this.unexpected(token);
  }

  private enclosed(open: Token, close: string, read: () => Node): Node {
    const node = this.deeper(read);
    this.expect(close, open);
    return { ...node, ...around(open, this.before) };
  }

  private call(name: Token & { is: 'word' | 'text' | 'char' }): Node {
    const open = this.next;
    this.at++;
    const given: Node[] = [];
    if (!this.sees(')')) {
      do given.push(this.deeper(() => this.sum(0)));
      while (this.takes(','));
    }
    this.expect(')', open);
    return { is: 'call', name, given, ...around(name, this.before) };
  }
}

import type { View } from '../codec/view.js';
import { isSome } from './arithmetic.js';
import { compares, comparesWith, TURNED } from './compare.js';
import { refuse } from './filter-error.js';
import { kinds, type Value } from './kinds.js';
import { LayerSource } from './layer-source.js';
import { Pattern } from './pattern.js';
import { PatternError } from './pattern-parse.js';
import { contains, needleOf, searcher } from './search.js';
import { always, Crossed, Mapped, type Source, type Test } from './source.js';
import type { Member, Node, Order, Quantifier } from './syntax.js';
import type { Found, Values } from './values.js';

export type Check = (view: View) => boolean;

/** Is it so for any value of a packet, or for all of those that there are? */
function quantified(source: Source, which: Quantifier, test: Test): Check {
  if (which === 'any') return (view) => source.some(view, test);
  const fails: Test = (value) => !test(value);
  return (view) => source.some(view, always) && !source.some(view, fails);
}

/** Turns what stands in a filter into a test of packets. */
export class Conditions {
  constructor(private readonly values: Values) {}

  of(node: Node): Check {
    switch (node.is) {
      case 'not': {
        const check = this.of(node.of);
        return (view) => !check(view);
      }
      case 'and':
      case 'or':
      case 'xor':
        return joined(
          node.is,
          node.parts.map((part) => this.of(part)),
        );
      case 'order':
        return this.ordered(node);
      case 'in':
        return this.membership(node);
      case 'contains':
        return this.containing(node);
      case 'matches':
        return this.matching(node);
      default:
        return this.present(node);
    }
  }

  private present(node: Node): Check {
    if (node.is === 'call') refuse('what a function gives must be compared with something', node);
    const { source } = this.values.of(node);
    const test = node.is === 'sum' || node.is === 'negative' ? isSome : always;
    return (view) => source.some(view, test);
  }

  private ordered(node: Node & { is: 'order' }): Check {
    const { left, right, order, which } = node;
    const { values } = this;
    if (values.isConstant(right)) return this.withConstant(left, right, order, which);
    if (values.isConstant(left)) return this.withConstant(right, left, TURNED[order], which, left);
    const [a, b] = alike(values.of(left).source, values.of(right).source, node);
    return paired(a, b, which, compares(order, a.kind.order));
  }

  private withConstant(
    field: Node,
    constant: Node,
    order: Order,
    which: Quantifier,
    leftmost = field,
  ): Check {
    const { values } = this;
    if (values.isConstant(field)) {
      if (leftmost.is === 'word') values.unknown(leftmost);
      refuse('a field is needed here', leftmost);
    }
    const { source, facts } = values.of(field);
    const { kind } = source;
    const { value, order: compare } = values.constant(constant, kind, facts);
    const plain = compare === kinds.number.order;
    return quantified(source, which, comparesWith(order, compare, plain, value));
  }

  private membership(node: Node & { is: 'in' }): Check {
    const { left, members, which } = node;
    if (this.values.isConstant(left)) {
      if (left.is === 'word') this.values.unknown(left);
      refuse('a field is needed here', left);
    }
    const found = this.values.of(left);
    const numbers = this.numbersOf(members, found);
    if (numbers) return quantified(found.source, which, (value) => numbers.has(value));
    const constants: Test[] = [];
    const fields: Source[] = [];
    for (const member of members) {
      if (member.to || this.values.isConstant(member.from)) {
        constants.push(this.isMember(member, found));
      } else {
        fields.push(this.values.of(member.from).source);
      }
    }
    const among = anyOf(constants);
    const any = quantified(found.source, which, among);
    if (fields.length === 0) return any;
    if (which === 'all') refuse("'all' takes a set of constants", node);
    const equal = compares('eq', found.source.kind.order);
    const others = fields.map((field) => {
      const [a, b] = alike(found.source, field, node);
      return paired(a, b, 'any', equal);
    });
    return joined('or', [any, ...others]);
  }

  /** A set of single numbers is asked once, however many there are. */
  private numbersOf(members: readonly Member[], { source, facts }: Found): Set<Value> | undefined {
    const { kind } = source;
    const single = members.every(({ from, to }) => !to && this.values.isConstant(from));
    if (!single || kind.order !== kinds.number.order) return undefined;
    const all = members.map(({ from }) => this.values.constant(from, kind, facts));
    const plain = all.every(({ order }) => order === kind.order);
    return plain ? new Set(all.map(({ value }) => value)) : undefined;
  }

  private isMember({ from, to }: Member, { source, facts }: Found): Test {
    const { kind } = source;
    const first = this.values.constant(from, kind, facts);
    if (!to) return comparesWith('eq', first.order, false, first.value);
    const last = this.values.constant(to, kind, facts);
    const fromHere = comparesWith('ge', kind.order, false, first.value);
    const toThere = comparesWith('le', kind.order, false, last.value);
    return (value) => fromHere(value) && toThere(value);
  }

  /** What is searched: of a protocol, all that it carries too. */
  private haystack(node: Node, word: string): Source {
    if (this.values.isConstant(node)) {
      if (node.is === 'word') this.values.unknown(node);
      refuse('a field is needed here', node);
    }
    const { source } = this.values.of(node);
    const { kind } = source;
    if (!kind.searched) refuse(`'${word}' does not work on ${kind.title}`, node);
    const whole = source instanceof LayerSource && kind.name === 'protocol';
    return whole ? source.searched() : source;
  }

  private containing({ left, right, which }: Node & { is: 'contains' }): Check {
    const source = this.haystack(left, 'contains');
    const { kind } = source;
    if (!this.values.isConstant(right)) {
      const other = this.values.of(right);
      if (!other.source.kind.slicer) {
        refuse(`${other.source.kind.title} cannot be searched for`, right);
      }
      return paired(source, other.source, which, contains(kind, other.source.kind));
    }
    const sought = kind.name === 'text' ? kinds.text : kinds.bytes;
    const needle = this.values.constant(right, sought).value;
    return quantified(source, which, searcher(kind, needleOf(needle)));
  }

  private matching({ left, right, which }: Node & { is: 'matches' }): Check {
    const source = this.haystack(left, 'matches');
    if (right.is !== 'text') {
      return refuse("behind 'matches' stands a pattern in double quotation marks", right);
    }
    const sliced = source.kind.slicer?.();
    if (!sliced) return refuse(`'matches' does not work on ${source.kind.title}`, left);
    let pattern: Pattern;
    try {
      pattern = new Pattern(right.bytes ?? new Uint8Array(0));
    } catch (error) {
      if (error instanceof PatternError) return refuse(error.message, right);
      throw error;
    }
    return quantified(source, which, (value) => {
      const { bytes, from, to } = sliced(value);
      return pattern.test(bytes, from, to);
    });
  }
}

/** Sources whose values can be compared, as they are or as bytes. */
function alike(a: Source, b: Source, node: Node): readonly [Source, Source] {
  const [x, y] = [a.kind, b.kind];
  if (x.like !== y.like || x.name === 'none') {
    refuse(`${x.title} cannot be compared with ${y.title}`, node);
  }
  return x.order === y.order ? [a, b] : [asBytes(a), asBytes(b)];
}

function asBytes(source: Source): Source {
  const { slicer } = source.kind;
  return slicer ? new Mapped(kinds.bytes, source, slicer()) : source;
}

function paired(
  a: Source,
  b: Source,
  which: Quantifier,
  holds: (x: Value, y: Value) => boolean,
): Check {
  const each = new Crossed(kinds.flag, a, b, (x, y) => (holds(x, y) ? 1 : 0));
  return quantified(each, which, (value) => value === 1);
}

function anyOf(tests: readonly Test[]): Test {
  return (value) => {
    for (const test of tests) if (test(value)) return true;
    return false;
  };
}

function joined(how: 'and' | 'or' | 'xor', checks: readonly Check[]): Check {
  const [a, b] = checks as [Check, Check];
  if (checks.length === 2 && how === 'and') return (view) => a(view) && b(view);
  if (checks.length === 2 && how === 'or') return (view) => a(view) || b(view);
  if (how === 'xor') {
    return (view) => {
      let odd = false;
      for (const check of checks) if (check(view)) odd = !odd;
      return odd;
    };
  }
  const enough = how === 'or';
  return (view) => {
    for (const check of checks) if (check(view) === enough) return enough;
    return !enough;
  };
}

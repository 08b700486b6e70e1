import { closest } from '../codec/number.js';
import { joinOf, negated } from './arithmetic.js';
import type { Facts } from './facts.js';
import type { Vocabulary } from './fields.js';
import { quoted, refuse, type Span } from './filter-error.js';
import { type Argument, functionNamed, functionNames } from './functions.js';
import { type Kind, kinds, type Value } from './kinds.js';
import { type Said, said } from './literal.js';
import { slicer } from './ranges.js';
import { Constant, Crossed, Mapped, type Source } from './source.js';
import type { Literal, Node } from './syntax.js';

/** What a part of the filter gives, and what is known of the field that it is. */
export interface Found {
  readonly source: Source;
  readonly facts?: Facts;
}

/** Turns what stands in a filter into the values of a packet. */
export class Values {
  constructor(readonly vocabulary: Vocabulary) {}

  /** It names no field, so that it means what it is compared with. */
  isConstant(node: Node): boolean {
    switch (node.is) {
      case 'text':
      case 'char':
        return true;
      case 'word':
        return !this.vocabulary.has(nameOf(node));
      case 'negative':
        return this.isConstant(node.of);
      case 'sum':
        return this.isConstant(node.left) && this.isConstant(node.right);
      default:
        return false;
    }
  }

  /** A constant of this kind. */
  constant(node: Node, kind: Kind, facts?: Facts): Said {
    const { order } = kind;
    switch (node.is) {
      case 'word':
      case 'text':
      case 'char':
        return said(node, kind, facts);
      case 'negative': {
        if (!kind.signed) refuse(`${kind.title} has no sign`, node);
        const value = negated(kind)(this.constant(node.of, kind).value);
        return { value: value ?? 0, order };
      }
      case 'sum': {
        const join = joinOf(node.sign, kind);
        if (!join) return refuse(`'${node.sign}' does not work on ${kind.title}`, node);
        const left = this.constant(node.left, kind, facts).value;
        const value = join(left, this.constant(node.right, kind, facts).value);
        return value === undefined ? refuse('this has no value', node) : { value, order };
      }
      default:
        return refuse('a value is needed here', node);
    }
  }

  of(node: Node): Found {
    switch (node.is) {
      case 'word':
        return this.named(node);
      case 'text':
      case 'char':
        return refuse('a field is needed here', node);
      case 'layer': {
        const { of, ranges } = node;
        if (of.is !== 'word') return refuse("before '#' stands a field or a protocol", of);
        return this.vocabulary.find(nameOf(of), ranges) ?? this.unknown(of);
      }
      case 'slice':
        return this.slice(node);
      case 'negative': {
        const { source } = this.of(node.of);
        if (!source.kind.signed) refuse(`${source.kind.title} has no sign`, node);
        return { source: new Mapped(source.kind, source, negated(source.kind)) };
      }
      case 'sum':
        return this.sum(node);
      case 'call':
        return this.call(node);
      default:
        return refuse('a value is needed here, and no test', node);
    }
  }

  private named(node: Literal): Found {
    return this.vocabulary.find(nameOf(node)) ?? this.unknown(node);
  }

  unknown(node: Literal): never {
    const { text } = node;
    if (/^[\d:]/.test(text)) return refuse('a field is needed here', node);
    const near = this.vocabulary.near(nameOf(node));
    const hint = this.glued(text) || (near ? `; did you mean '${near}'?` : '');
    return refuse(`no field is called ${quoted(text)}${hint}`, node);
  }

  /** A minus may stand in a word, and so may a slash. */
  private glued(text: string): string {
    const [, before = '', sign, after = ''] = /^([^-/]+)([-/])(.*)$/.exec(text) ?? [];
    if (!sign || !this.vocabulary.has(before)) return '';
    return `; a sign stands apart: '${before} ${sign} ${quoted(after).slice(1, -1)}'`;
  }

  private slice(node: Node & { is: 'slice' }): Found {
    const { source, facts } = this.of(node.of);
    const { slicer: make, title } = source.kind;
    const sliced = make?.();
    if (!sliced) {
      return refuse(`${title} has no bytes to slice${facts ? `: ${facts.name}` : ''}`, node.of);
    }
    const cut = slicer(node.ranges);
    return { source: new Mapped(kinds.bytes, source, (value: Value) => cut(sliced(value))) };
  }

  private sum(node: Node & { is: 'sum' }): Found {
    const { left, right, sign } = node;
    const [one, other] = this.isConstant(left) ? [right, left] : [left, right];
    if (this.isConstant(one)) refuse('neither side is a field', node);
    const { source } = this.of(one);
    const { kind } = source;
    const join = joinOf(sign, kind);
    if (!join) return refuse(`'${sign}' does not work on ${kind.title}`, one);
    // A mask, or a number to be added, may have more bits than the field.
    const second = this.isConstant(other)
      ? new Constant(kind, this.constant(other, kind).value)
      : this.of(other).source;
    if (second.kind.name !== kind.name) {
      refuse(`'${sign}' does not join ${kind.title} and ${second.kind.title}`, node);
    }
    const [a, b] = one === left ? [source, second] : [second, source];
    return { source: new Crossed(kind, a, b, join) };
  }

  private call({ name, given, ...span }: Node & { is: 'call' }): Found {
    const { text } = name;
    const one = functionNamed(text);
    if (!one) {
      const near = closest(text, functionNames);
      const hint = near ? `did you mean '${near}'?` : `there are ${functionNames.join(', ')}`;
      return refuse(`no function is called ${quoted(text)}; ${hint}`, name);
    }
    if (given.length === 0 || (given.length > 1 && !one.many)) {
      refuse(`${text}() takes ${one.many ? 'one value or more' : 'one value'}`, span);
    }
    const kind = this.kindOf(given) ?? this.noField(given, span);
    const all = given.map((node) => this.argument(node, kind));
    return { source: one.make(all as [Argument, ...Argument[]]) };
  }

  /** A word that is no number was meant to be one. */
  private noField(given: readonly Node[], span: Span): never {
    for (const node of given) if (node.is === 'word' && isNamed(node.text)) this.unknown(node);
    return refuse('one of the values must be a field', span);
  }

  /** Constants among arguments are what the others are. */
  private kindOf(nodes: readonly Node[]): Kind | undefined {
    const node = nodes.find((one) => !this.isConstant(one));
    return node && this.of(node).source.kind;
  }

  private argument(node: Node, kind: Kind): Argument {
    const { from, to } = node;
    const constant = this.isConstant(node);
    const found: Found = constant
      ? { source: new Constant(kind, this.constant(node, kind).value) }
      : this.of(node);
    const size = found.source.kind.size ?? found.facts?.size;
    return { source: found.source, size, from, to };
  }
}

/** No number in any notation, and no bytes. */
const isNamed = (text: string): boolean => /[g-z_]/i.test(text) && !/^\d/.test(text);

/** A dot before a name says that it is one. */
const nameOf = ({ text }: Literal): string => (text.startsWith('.') ? text.slice(1) : text);

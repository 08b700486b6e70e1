import { visible } from '../codec/visible.js';

/** A piece of the text of a filter. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A filter that could not be understood: what, and the text with marks under the place. */
export class FilterError extends RangeError {
  override readonly name = 'FilterError';
  /** From 1. */
  readonly column: number;

  constructor(
    readonly reason: string,
    readonly text: string,
    readonly span: Span,
  ) {
    super(text.trim() === '' ? reason : `${reason}\n${marked(text, span)}`);
    this.column = columnOf(text, span.from) + 1;
  }
}

/** Raised where only the place is known; `compileFilter` adds the text. */
export class Misread extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

export function refuse(message: string, span: Span): never {
  throw new Misread(message, span);
}

/** More would not stand in a line. */
const WIDE = 72;

function marked(text: string, { from, to }: Span): string {
  // Of a long line, what stands around the place.
  const first = text.length <= WIDE ? 0 : Math.max(0, Math.min(from - 30, text.length - WIDE));
  const shown = plain(text.slice(first, first + WIDE));
  const before = ' '.repeat(columnOf(text.slice(first), from - first));
  const size = Math.max(1, columnOf(text.slice(from), to - from));
  return `  ${shown}\n  ${before}${'^'.repeat(Math.min(size, WIDE - before.length))}`;
}

const columnOf = (text: string, index: number): number => [...text.slice(0, index)].length;

/** What could steer a terminal is a space: the marks stay below their place. */
const plain = (text: string): string =>
  text.replace(/[\p{Cc}\p{Bidi_Control}\p{Surrogate}\u2028\u2029]/gu, ' ');

/** A piece of the filter, for a message. */
export function quoted(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return `'${visible(short)}'`;
}

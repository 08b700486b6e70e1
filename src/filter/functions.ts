import { absolute } from './arithmetic.js';
import { refuse, type Span } from './filter-error.js';
import { type Kind, kinds, type Value } from './kinds.js';
import { Counted, Extreme, Mapped, type Source } from './source.js';

/** An argument: its values, its place, and whether a name stands there. */
export interface Argument extends Span {
  readonly source: Source;
  readonly size: number | undefined;
}

type Make = (given: readonly [Argument, ...Argument[]]) => Source;

/** One argument, of which this is made. */
const mapped =
  (
    kind: Kind,
    fits: (kind: Kind) => boolean,
    needs: string,
    map: (value: Value) => Value | undefined,
  ): Make =>
  ([{ source, ...span }]) => {
    if (!fits(source.kind)) refuse(`${needs} is needed, not ${source.kind.title}`, span);
    return new Mapped(kind, source, map);
  };

const isText = ({ name }: Kind): boolean => name === 'text';

const extreme =
  (direction: 1 | -1): Make =>
  (given) => {
    const [{ source }] = given;
    for (const one of given) {
      const { kind } = one.source;
      if (kind.name !== source.kind.name) {
        refuse(`${source.kind.title} cannot be compared with ${kind.title}`, one);
      }
    }
    return new Extreme(
      source.kind,
      given.map((one) => one.source),
      direction,
    );
  };

export interface Function {
  /** Left out: one argument. */
  readonly many?: true;
  readonly make: Make;
}

const utf8 = new TextEncoder();

const FUNCTIONS: Readonly<Record<string, Function>> = {
  len: {
    make: ([{ source, size, ...span }]) => {
      const { kind } = source;
      if (size !== undefined) return new Mapped(kinds.number, source, () => size);
      if (isText(kind)) {
        return new Mapped(kinds.number, source, (value) => utf8.encode(value as string).length);
      }
      const sliced = kind.slicer?.();
      if (!sliced) return refuse(`${kind.title} has no length`, span);
      return new Mapped(kinds.number, source, (value) => sliced(value).size);
    },
  },
  count: { make: ([{ source }]) => new Counted(source) },
  upper: { make: mapped(kinds.text, isText, 'text', (value) => (value as string).toUpperCase()) },
  lower: { make: mapped(kinds.text, isText, 'text', (value) => (value as string).toLowerCase()) },
  abs: {
    make: ([{ source, ...span }]) => {
      const { kind } = source;
      if (!kind.signed) refuse(`a number is needed, not ${kind.title}`, span);
      return new Mapped(kind, source, absolute(kind));
    },
  },
  string: {
    make: ([{ source, ...span }]) => {
      const { text, title } = source.kind;
      return text ? new Mapped(kinds.text, source, text) : refuse(`${title} is no text`, span);
    },
  },
  max: { many: true, make: extreme(1) },
  min: { many: true, make: extreme(-1) },
};

export const functionNames: readonly string[] = Object.keys(FUNCTIONS);

export const functionNamed = (name: string): Function | undefined =>
  Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;

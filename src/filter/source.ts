import type { View } from '../codec/view.js';
import { type Kind, kinds, Piece, type Value } from './kinds.js';

export type Test = (value: Value) => boolean;

/**
 * Values of a packet, of which there may be none or several. Each is handed to the test until it
 * holds for one, so that nothing is made for the values of a packet.
 */
export interface Source {
  readonly kind: Kind;
  some(view: View, test: Test): boolean;
}

export const always: Test = () => true;

export class Constant implements Source {
  constructor(
    readonly kind: Kind,
    readonly value: Value,
  ) {}

  some(_view: View, test: Test): boolean {
    return test(this.value);
  }
}

/** Each value of another source as something else; undefined: it is none. */
export class Mapped implements Source {
  private test: Test = always;
  private readonly each: Test = (value) => {
    const found = this.map(value);
    return found !== undefined && this.test(found);
  };

  constructor(
    readonly kind: Kind,
    private readonly of: Source,
    private readonly map: (value: Value) => Value | undefined,
  ) {}

  some(view: View, test: Test): boolean {
    this.test = test;
    return this.of.some(view, this.each);
  }
}

/** Each value of one source with each of another. */
export class Crossed implements Source {
  private test: Test = always;
  private view: View | undefined;
  private first: Value = 0;
  private readonly outer: Test = (value) => {
    this.first = value;
    return this.view !== undefined && this.right.some(this.view, this.inner);
  };
  private readonly inner: Test = (value) => {
    const found = this.join(this.first, value);
    return found !== undefined && this.test(found);
  };

  constructor(
    readonly kind: Kind,
    private readonly left: Source,
    private readonly right: Source,
    private readonly join: (a: Value, b: Value) => Value | undefined,
  ) {}

  some(view: View, test: Test): boolean {
    this.test = test;
    this.view = view;
    return this.left.some(view, this.outer);
  }
}

/** How many values there are; nothing where there is none. */
export class Counted implements Source {
  readonly kind = kinds.number;
  private count = 0;
  private readonly each: Test = () => {
    this.count++;
    return false;
  };

  constructor(private readonly of: Source) {}

  some(view: View, test: Test): boolean {
    this.count = 0;
    this.of.some(view, this.each);
    return this.count > 0 && test(this.count);
  }
}

/** The greatest value of several sources, or the least. */
export class Extreme implements Source {
  private best: Value | undefined;
  private readonly each: Test = (value) => {
    const better =
      this.best === undefined || this.kind.order(value, this.best) * this.direction > 0;
    if (better) this.best = value instanceof Piece ? value.copy() : value;
    return false;
  };

  constructor(
    readonly kind: Kind,
    private readonly of: readonly Source[],
    private readonly direction: 1 | -1,
  ) {}

  some(view: View, test: Test): boolean {
    this.best = undefined;
    for (const one of this.of) one.some(view, this.each);
    return this.best !== undefined && test(this.best);
  }
}

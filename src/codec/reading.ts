import type { NameRead } from './domain.js';
import type { Field } from './field.js';

/** One field met on the way, for whoever wants to show where each bit went. */
export interface Trace {
  /** The keys that lead to it; an entry of a list adds its index. */
  readonly path: readonly (string | number)[];
  readonly field: Field;
  /** From the first bit of the buffer. */
  readonly bit: number;
  readonly width: number;
  readonly value: unknown;
}

/** Something odd that did not stop the reading. */
export interface Remark {
  readonly at: number;
  readonly text: string;
}

const MOST_REMARKS = 100;

/** Where reading stands. Reading never throws: what does not fit leaves a `problem`. */
export class Reading {
  /** Why reading had to stop: the place is `at`. */
  problem = '';
  /** Set where someone wants to know each field's place. */
  trace: Trace[] | undefined;
  /** The keys around the structure that is read now. */
  path: (string | number)[] = [];
  remarks: Remark[] | undefined;
  /** Compressed names by where they start, each read once. */
  names: Map<number, NameRead> | undefined;

  constructor(
    readonly bytes: Uint8Array,
    /** Where the layer starts: compressed names count from here. */
    readonly start: number,
    public at: number,
    public end: number,
  ) {}

  get left(): number {
    return this.end - this.at;
  }

  /** Reads with the end moved closer, and tells whether all of it was used without a problem. */
  within<T>(end: number, read: () => T): { value: T; whole: boolean } {
    const { end: outer, problem } = this;
    this.end = end;
    this.problem = '';
    const value = read();
    const whole = this.problem === '' && this.at === end;
    this.end = outer;
    this.problem ||= problem;
    return { value, whole };
  }

  /** Tries to read all up to `end`; if that fails, stands where it stood, and gives undefined. */
  attempt<T>(end: number, read: () => T): T | undefined {
    const { at, problem } = this;
    const traced = this.trace?.length ?? 0;
    const remarked = this.remarks?.length ?? 0;
    const { value, whole } = this.within(end, read);
    if (whole) return value;
    this.at = at;
    this.problem = problem;
    if (this.trace) this.trace.length = traced;
    if (this.remarks) this.remarks.length = remarked;
    return undefined;
  }

  remark(at: number, text: string): void {
    this.remarks ??= [];
    // Whoever reads a hundred of them knows enough; a hostile packet has thousands.
    if (this.remarks.length < MOST_REMARKS) this.remarks.push({ at, text });
  }

  /** What is read until `leave` stands under this key. */
  enter(key: string | number): number {
    const { length } = this.path;
    if (this.trace) this.path.push(...steps(key));
    return length;
  }

  leave(length: number): void {
    if (this.path.length > length) this.path.length = length;
  }

  note(field: Field, key: string | number, from: number, value: unknown): void {
    this.trace?.push({
      path: [...this.path, ...steps(key)],
      field,
      bit: from * 8,
      width: (this.at - from) * 8,
      value,
    });
  }
}

/** Keys with dots nest; an entry of a list that is a field itself has no key of its own. */
const steps = (key: string | number): readonly (string | number)[] =>
  typeof key === 'number' ? [key] : key === '' ? [] : key.split('.');

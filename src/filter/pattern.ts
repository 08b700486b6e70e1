import { PatternError, parsePattern } from './pattern-parse.js';
import { type Assertion, type Expression, wordBytes } from './pattern-sets.js';

type Step =
  | { readonly is: 'set'; readonly set: Uint8Array; readonly next: number }
  | { readonly is: 'split'; readonly next: readonly number[] }
  | { readonly is: 'assert'; readonly what: Assertion; readonly next: number }
  | { readonly is: 'found' };

const MOST_STEPS = 5000;
const MOST_BUILT = 50_000;
/** States that are kept: beyond that all are made anew. */
const MOST_STATES = 500;
/** Behind the last byte. */
const END = 256;
const SYMBOLS = 257;

const UNKNOWN = -1;
const FOUND = -2;

/** What stood before: nothing, the end of a line, a letter of a word, something else. */
const START = 0;
const FEED = 1;
const WORD = 2;
const OTHER = 3;

/**
 * A pattern as an automaton over bytes. Time grows with pattern and bytes alone: no pattern can
 * make it try one way after the other, as the usual engines do.
 */
export class Pattern {
  private readonly steps: Step[] = [];
  private readonly first: number;
  private built = 0;
  /** Steps at which each state stands, and what stood before it. */
  private sets: Int32Array[] = [];
  private before: number[] = [];
  private table: Int32Array[] = [];
  private ids = new Map<string, number>();

  constructor(pattern: Uint8Array) {
    let text = '';
    for (const byte of pattern) text += String.fromCharCode(byte);
    const found = this.add({ is: 'found' });
    this.first = this.build(parsePattern(text), found);
    this.reset();
  }

  private add(step: Step): number {
    if (this.steps.length >= MOST_STEPS) throw new PatternError('the pattern is too large');
    this.steps.push(step);
    return this.steps.length - 1;
  }

  /** Steps for the expression, before those that follow it. */
  private build(expression: Expression, next: number): number {
    // Repetitions of nothing add no steps.
    if (++this.built > MOST_BUILT) throw new PatternError('the pattern is too large');
    switch (expression.is) {
      case 'set':
        return this.add({ ...expression, next });
      case 'assert':
        return this.add({ ...expression, next });
      case 'sequence':
        return expression.of.reduceRight((after, one) => this.build(one, after), next);
      case 'either':
        return this.add({ is: 'split', next: expression.of.map((one) => this.build(one, next)) });
      case 'repeat':
        return this.repeat(expression, next);
    }
  }

  private repeat({ of, from, to }: Expression & { is: 'repeat' }, next: number): number {
    let first = next;
    if (to === undefined) {
      const ways = [next];
      first = this.add({ is: 'split', next: ways });
      ways.push(this.build(of, first));
    } else {
      for (let i = from; i < to; i++) {
        first = this.add({ is: 'split', next: [next, this.build(of, first)] });
      }
    }
    for (let i = 0; i < from; i++) first = this.build(of, first);
    return first;
  }

  private reset(): void {
    this.sets = [];
    this.before = [];
    this.table = [];
    this.ids.clear();
    this.state([this.first], START);
  }

  private state(steps: readonly number[], before: number): number {
    const set = Int32Array.from(new Set(steps)).sort();
    const key = `${before} ${set.join()}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.sets.push(set) - 1;
    this.before.push(before);
    this.table.push(new Int32Array(SYMBOLS).fill(UNKNOWN));
    this.ids.set(key, id);
    return id;
  }

  /** Does it match anywhere in `bytes[from]` to before `bytes[to]`? */
  test(bytes: Uint8Array, from: number, to: number): boolean {
    let state = 0;
    for (let i = from; i <= to; i++) {
      const symbol = i < to ? (bytes[i] as number) : END;
      let next = this.table[state]?.[symbol] as number;
      if (next === UNKNOWN) next = this.work(state, symbol);
      if (next === FOUND) return true;
      state = next;
    }
    return false;
  }

  private work(state: number, symbol: number): number {
    const row = this.table[state] as Int32Array;
    const reached = this.reached(state, symbol);
    let next = FOUND;
    if (reached !== undefined) {
      const steps = [this.first];
      for (const at of reached) {
        const step = this.steps[at] as Step;
        if (step.is === 'set' && symbol < END && step.set[symbol]) steps.push(step.next);
      }
      if (this.sets.length >= MOST_STATES) this.reset();
      next = this.state(steps, kindOf(symbol));
    }
    row[symbol] = next;
    return next;
  }

  /** All steps that it can stand at before this byte; undefined: it has matched. */
  private reached(state: number, symbol: number): Set<number> | undefined {
    const before = this.before[state] as number;
    const all = new Set<number>(this.sets[state]);
    for (const at of all) {
      const step = this.steps[at] as Step;
      if (step.is === 'found') return undefined;
      if (step.is === 'split') for (const next of step.next) all.add(next);
      else if (step.is === 'assert' && holds(step.what, before, symbol)) all.add(step.next);
    }
    return all;
  }
}

const isWord = (symbol: number): boolean => symbol < END && wordBytes[symbol] === 1;

function kindOf(symbol: number): number {
  if (symbol === 10) return FEED;
  return isWord(symbol) ? WORD : OTHER;
}

function holds(what: Assertion, before: number, symbol: number): boolean {
  switch (what) {
    case 'start':
      return before === START;
    case 'end':
      return symbol === END;
    case 'line start':
      return before === START || before === FEED;
    case 'line end':
      return symbol === END || symbol === 10;
    case 'word edge':
      return (before === WORD) !== isWord(symbol);
    case 'no word edge':
      return (before === WORD) === isWord(symbol);
  }
}

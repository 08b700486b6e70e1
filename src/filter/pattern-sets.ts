/** A pattern: sets are of bytes, a one for each that is in it. */
export type Expression =
  | { readonly is: 'set'; readonly set: Uint8Array }
  | { readonly is: 'sequence'; readonly of: readonly Expression[] }
  | { readonly is: 'either'; readonly of: readonly Expression[] }
  | {
      readonly is: 'repeat';
      readonly of: Expression;
      readonly from: number;
      readonly to: number | undefined;
    }
  | { readonly is: 'assert'; readonly what: Assertion };

export type Assertion = 'start' | 'end' | 'line start' | 'line end' | 'word edge' | 'no word edge';

export function setOf(ranges: readonly (readonly [number, number])[]): Uint8Array {
  const set = new Uint8Array(256);
  for (const [from, to] of ranges) set.fill(1, from, to + 1);
  return set;
}

/** The same with both cases of each letter. */
export function folded(set: Uint8Array): Uint8Array {
  for (let upper = 65; upper <= 90; upper++) {
    const either = (set[upper] as number) | (set[upper + 32] as number);
    set[upper] = either;
    set[upper + 32] = either;
  }
  return set;
}

const not = (set: Uint8Array): Uint8Array => set.map((held) => 1 - held);

const digit = setOf([[48, 57]]);
const upper = setOf([[65, 90]]);
const lower = setOf([[97, 122]]);
const alpha = setOf([
  [65, 90],
  [97, 122],
]);
const alnum = setOf([
  [48, 57],
  [65, 90],
  [97, 122],
]);
export const wordBytes = setOf([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
const space = setOf([
  [9, 13],
  [32, 32],
]);
const blank = setOf([
  [9, 9],
  [32, 32],
]);
const vertical = setOf([
  [10, 13],
  [0x85, 0x85],
]);
const horizontal = setOf([
  [9, 9],
  [32, 32],
  [0xa0, 0xa0],
]);

export const CLASSES: Readonly<Record<string, Uint8Array>> = {
  d: digit,
  D: not(digit),
  w: wordBytes,
  W: not(wordBytes),
  s: space,
  S: not(space),
  h: horizontal,
  H: not(horizontal),
  v: vertical,
  V: not(vertical),
  N: not(setOf([[10, 10]])),
};

export const POSIX: Readonly<Record<string, Uint8Array>> = {
  alpha,
  digit,
  alnum,
  upper,
  lower,
  space,
  blank,
  word: wordBytes,
  cntrl: setOf([
    [0, 31],
    [127, 127],
  ]),
  graph: setOf([[33, 126]]),
  print: setOf([[32, 126]]),
  punct: setOf([
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ]),
  xdigit: setOf([
    [48, 57],
    [65, 70],
    [97, 102],
  ]),
  ascii: setOf([[0, 127]]),
};

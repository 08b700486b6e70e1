import { type Case, type Hypothesis, hex16, MODULUS, residue } from './case.js';
import { fieldAt } from './covered.js';
import { type Diagnosis, diagnosis } from './diagnosis.js';

/** More places are counted, not named. */
const NAMED = 3;

/** Where a word starts that the sum is over, the checksum's own first. */
function* wordsOf(c: Case): Iterable<number> {
  yield c.at;
  for (let at = c.from; at < c.to; at += 2) if (at !== c.at) yield at;
  const { addresses } = c.sum.sealed;
  if (c.pseudo === 0 || addresses?.bytes !== c.bytes) return;
  const { src, dst, size } = addresses;
  for (const end of [src, dst]) for (let i = 0; i < size; i += 2) yield end + i;
}

/** The bit of the word: in which byte, under which mask. */
const placeOf = (word: number, bit: number): [at: number, mask: number] =>
  bit > 7 ? [word, 1 << (bit - 8)] : [word + 1, 1 << bit];

const isIn = (c: Case, word: number, at: number): boolean =>
  at < c.to || word < c.from || word >= c.to;

function flipped(c: Case, bit: number, isSetNow: boolean): string {
  const places: string[] = [];
  let more = 0;
  for (const word of wordsOf(c)) {
    const [at, mask] = placeOf(word, bit);
    const byte = c.bytes[at] ?? 0;
    if (!isIn(c, word, at) || ((byte & mask) !== 0) !== isSetNow) continue;
    if (places.length < NAMED) places.push(place(c, at, mask, byte));
    else more++;
  }
  const all = places.length + more;
  const rest = more > 0 ? ` and ${more} more` : '';
  return all === 1
    ? `${places[0]}`
    : `in one of ${all} places that the sum cannot tell apart: ${places.join(', ')}${rest}`;
}

function place({ layers }: Case, at: number, mask: number, byte: number): string {
  const bit = at * 8 + (7 - Math.log2(mask));
  const name = fieldAt(layers, bit);
  const two = (v: number) => v.toString(16).padStart(2, '0');
  return `byte ${at}${name ? ` (${name})` : ''} ${two(byte)} for ${two(byte ^ mask)}`;
}

export const damage: Hypothesis = {
  name: 'flipped-bit',
  *tries(c) {
    const seen = bitsOf(c);
    for (let bit = 0; bit < 16; bit++) {
      const flip = (isSetNow: boolean) => () => flipped(c, bit, isSetNow);
      // What was lost with a bit was counted too much, and what came in too little.
      if (seen.clear & (1 << bit)) yield { excess: 2 ** bit, what: flip(false) };
      if (seen.set & (1 << bit)) yield { excess: -(2 ** bit), what: flip(true) };
    }
  },
  text: ([what]) => `One flipped bit explains it, ${what}.`,
};

/** The bits that are set in some word, and those that are clear in one. */
function bitsOf(c: Case): { set: number; clear: number } {
  let set = 0;
  let clear = 0;
  for (const at of wordsOf(c)) {
    const word = ((c.bytes[at] ?? 0) << 8) | (isIn(c, at, at + 1) ? (c.bytes[at + 1] ?? 0) : 0);
    set |= word;
    clear |= ~word & (isIn(c, at, at + 1) ? 0xffff : 0xff00);
  }
  return { set, clear };
}

/** Bytes that went from even to odd places leave a multiple of this. */
const TURN = 255;

/** Two words that change places leave the sum as it is; what can be seen is bytes that did. */
export function swappedWords(c: Case): Diagnosis[] {
  if (c.excess % TURN !== 0) return [];
  for (const [name, first] of [
    ['swapped-word', 0],
    ['swapped-bytes', 1],
  ] as const) {
    const { values, places, more } = pairs(c, first);
    if (!places.length) continue;
    const rest = more > 0 ? ` or one of ${more} more` : '';
    const which = name === 'swapped-word' ? 'of a word' : 'beside each other';
    const text = `${hex16(c.stored)} is right if two bytes ${which} are swapped: `;
    return [diagnosis(name, `${text}${places.join(' or ')}${rest}.`, values, MODULUS)];
  }
  const text =
    `${hex16(c.stored)} misses a multiple of 255, as when bytes or words change places at an odd ` +
    'distance.';
  return [diagnosis('swapped-parity', text, MODULUS / TURN - 1, MODULUS)];
}

interface Pairs {
  readonly values: number;
  readonly places: readonly string[];
  readonly more: number;
}

function pairs(c: Case, first: 0 | 1): Pairs {
  const values = new Set<number>();
  const places: string[] = [];
  let more = 0;
  for (let at = c.from + first; at + 1 < c.to; at += 2) {
    const a = c.bytes[at] ?? 0;
    const b = c.bytes[at + 1] ?? 0;
    if (a === b || at === c.at || at + 1 === c.at || at - 1 === c.at) continue;
    const turned = residue((first ? a - b : b - a) * TURN);
    values.add(turned);
    if (turned !== c.excess) continue;
    if (places.length === NAMED) more++;
    else places.push(pair(c, at));
  }
  return { values: values.size, places, more };
}

function pair({ layers, bytes }: Case, at: number): string {
  const name = fieldAt(layers, at * 8);
  const two = [0, 1].map((i) => (bytes[at + i] ?? 0).toString(16).padStart(2, '0'));
  return `bytes ${at}–${at + 1}${name ? ` (${name})` : ''}, ${two.join(' ')}`;
}

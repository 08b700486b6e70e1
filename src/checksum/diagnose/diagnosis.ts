import { grouped } from '../../protocols/words.js';

/** What may have gone wrong, and how much that says. */
export interface Diagnosis {
  readonly name: string;
  /** One or two sentences: what it is, where it comes from. */
  readonly text: string;
  /** How many values were tried, of how many that are wrong. */
  readonly tried: number;
  readonly of: number;
  /** How often a random error would look the same, in words. */
  readonly chance: string;
  /** It explains any error, by construction. */
  readonly weak: boolean;
}

export function diagnosis(name: string, text: string, tried: number, of: number): Diagnosis {
  const weak = tried >= of;
  return { name, text, tried, of, chance: chanceOf(tried, of), weak };
}

function chanceOf(tried: number, of: number): string {
  if (tried >= of) return 'any error could be explained so';
  return `1 random error in ${about(of / tried)} would look the same`;
}

/** Two digits are enough for a chance; small ones are exact. */
function about(n: number): string {
  if (n >= 1e6) return `${grouped(Number((n / 1e6).toPrecision(2)))} million`;
  if (Number.isInteger(n)) return grouped(n);
  return grouped(n < 100 ? Math.round(n) : Number(n.toPrecision(2)));
}

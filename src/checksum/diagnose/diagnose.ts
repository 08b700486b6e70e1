import type { Sum } from '../sums.js';
import { addresses } from './addresses.js';
import { arithmetic } from './arithmetic.js';
import { type Case, caseOf, type Hypothesis, MODULUS, residue } from './case.js';
import { coverage } from './coverage.js';
import { crcDiagnoses } from './crc.js';
import { damage, swappedWords } from './damage.js';
import { type Diagnosis, diagnosis } from './diagnosis.js';
import { fields } from './fields.js';
import { pseudoHeader } from './pseudo-header.js';
import { weakly } from './weak.js';
import { zeroDiagnoses } from './zero.js';

/** Those of equal odds in this order. */
export const hypotheses: readonly Hypothesis[] = [
  ...pseudoHeader,
  ...arithmetic,
  ...coverage,
  ...fields,
  ...addresses,
  damage,
];

/** Why a checksum may be wrong, as far as computing tells: the most specific first. */
export function diagnose(sum: Sum): Diagnosis[] {
  const { status, expected, seal } = sum;
  if ((status !== 'bad' && status !== 'partial') || expected === undefined) return [];
  if (seal.algorithm !== 'internet') return crcDiagnoses(sum, expected);
  const c = caseOf(sum, expected);
  if (c.excess === 0) return zeroDiagnoses(c);
  const found = hypotheses.flatMap((one) => tried(one, c)).concat(swappedWords(c));
  const names = new Set(found.map(({ name }) => name));
  const quiet = new Map(hypotheses.map(({ name, unless = [] }) => [name, unless]));
  return [
    ...found
      .filter(({ name }) => !quiet.get(name)?.some((other) => names.has(other)))
      .sort((a, b) => a.tried - b.tried),
    ...weakly(c),
  ];
}

function tried(hypothesis: Hypothesis, c: Case): Diagnosis[] {
  const { name, tries, text } = hypothesis;
  // What changes nothing is no try, and two that come to the same are one.
  const values = new Set<number>();
  const found: string[] = [];
  for (const { excess, what } of tries(c)) {
    const r = residue(excess);
    if (r === 0) continue;
    values.add(r);
    if (r === c.excess) found.push(what());
  }
  return found.length ? [diagnosis(name, text(found, c), values.size, MODULUS)] : [];
}

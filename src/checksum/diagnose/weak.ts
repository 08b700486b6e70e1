import { type Case, either, hex16, MODULUS, residue } from './case.js';
import { type Covered, coveredFields, rawOf, shownAs } from './covered.js';
import { type Diagnosis, diagnosis } from './diagnosis.js';

/** More are not read. */
const MOST = 8;

/** What any error can be explained with: a field of many bits that held another value. */
export function weakly(c: Case): Diagnosis[] {
  const values = coveredFields(c)
    .filter(({ width, weight }) => width > 8 && weight > 0)
    .flatMap((one) => rightFor(c, one))
    .slice(0, MOST);
  const left = `${hex16(c.excess)} left in the checksum field while it was computed`;
  const text =
    `Like any error it could come from one value: ${either([...values, left])}. ` +
    'That proves nothing.';
  return [diagnosis('one-value', text, MODULUS, MODULUS)];
}

function rightFor(c: Case, one: Covered): string[] {
  // A weight is a power of two, and 2^16 is 1 here.
  const more = residue(c.excess * (0x10000 / one.weight));
  const raw = rawOf(c, one);
  const fits = [raw + more, raw + more - MODULUS].find((v) => v >= 0 && v < 2 ** one.width);
  return fits === undefined || fits === raw ? [] : [`${one.name} ${shownAs(c, one, fits)}`];
}

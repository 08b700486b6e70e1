import { type Case, hex16, MODULUS } from './case.js';
import { type Diagnosis, diagnosis } from './diagnosis.js';

/** The sum is right but for the two ways to write zero, of which one says that there is none. */
export function zeroDiagnoses({ stored, expected }: Case): Diagnosis[] {
  const text =
    `The sum comes to zero, and ${hex16(stored)} stands there: that says that there is no ` +
    `checksum. A sum of zero is sent as ${hex16(expected)} (RFC 768).`;
  return [diagnosis('zero', text, 1, MODULUS)];
}

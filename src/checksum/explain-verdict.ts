import type { Look } from '../output/format.js';
import type { Sum } from './sums.js';

interface Outcome {
  readonly text: string;
  readonly paint: (look: Look, text: string) => string;
}

/** What stands in the packet beside what came out. */
export function outcome(
  { stored, status }: Sum,
  expected: number,
  digits: (value: number) => string,
  header: string,
): Outcome {
  if (status === 'good') {
    const same = stored === expected;
    const text = same ? `matches the ${header} header` : `${digits(stored)} stands for the same`;
    return { text, paint: (look, t) => look.paint.good(t) };
  }
  const where = `the ${header} header has ${digits(stored)}`;
  const text = status === 'partial' ? `${where}, for the network card to finish` : where;
  return { text, paint: (look, t) => look.paint.bad(t) };
}

import { createHash } from 'node:crypto';
import { InputError } from '../input-error.js';
import type { Step } from './step.js';

const MOST = 1_000_000;

/** Leaves a packet out that one of the `window - 1` packets before it equals, byte for byte. */
export function withoutDuplicates(window: number): Step {
  if (!(window >= 1 && window <= MOST)) {
    throw new InputError(`--dedup: a number from 1 to ${MOST} is needed`, '--dedup 5');
  }
  const ring = new Array<string>(window - 1).fill('');
  // How often each stands in the ring: looking it up takes as long for a million as for five.
  const counts = new Map<string, number>();
  let at = 0;
  return {
    take({ bytes, start, end }) {
      const key = createHash('sha256').update(bytes.subarray(start, end)).digest('base64');
      const before = counts.get(key) ?? 0;
      if (ring.length === 0) return true;
      forget(counts, ring[at] as string);
      ring[at] = key;
      at = (at + 1) % ring.length;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return before === 0;
    },
  };
}

function forget(counts: Map<string, number>, key: string): void {
  const count = counts.get(key) ?? 0;
  if (count > 1) counts.set(key, count - 1);
  else counts.delete(key);
}

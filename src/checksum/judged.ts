import type { Look } from '../output/format.js';
import type { Diagnosis } from './diagnose/diagnosis.js';
import type { Datagram } from './fragments.js';
import type { Sum } from './sums.js';

/** A checksum, and what was found out about it. */
export interface Judged {
  readonly sum: Sum;
  readonly findings: readonly Diagnosis[];
  /** How it is made, line by line. */
  readonly working: readonly string[];
}

/** A packet, or a datagram that came in several, with what there is to say of its checksums. */
export interface Entry extends Datagram {
  readonly judged: readonly Judged[];
}

/** Finds out why checksums are wrong; `explained` says how to show the working, if at all. */
export async function entryOf(
  datagram: Datagram,
  explained: (sum: Sum) => (Look & { full: boolean }) | undefined,
  asked: (sum: Sum) => boolean = () => true,
): Promise<Entry> {
  const judged: Judged[] = [];
  for (const sum of datagram.sums) {
    const look = explained(sum);
    judged.push({
      sum,
      findings: asked(sum) ? await findings(sum) : [],
      working: look ? (await import('./explain.js')).explain(sum, look) : [],
    });
  }
  return { ...datagram, judged };
}

async function findings(sum: Sum): Promise<readonly Diagnosis[]> {
  if (sum.status !== 'bad' && sum.status !== 'partial') return [];
  const { diagnose } = await import('./diagnose/diagnose.js');
  return diagnose(sum);
}

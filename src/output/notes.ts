import type { Note } from '../codec/notes.js';
import type { Clean } from './clean.js';
import type { Look } from './format.js';
import { wrapped } from './width.js';

/** What is odd about a layer, each in as many lines as it takes. */
export function noteLines(
  notes: readonly Note[],
  look: Look,
  clean: Clean,
  indent: string,
): string[] {
  return notes.flatMap(({ severity, text, rfc }) => {
    const words = clean.of(`[${severity}: ${text}${rfc === undefined ? '' : ` (${rfc})`}]`);
    return wrapped(words, look.width - indent.length).map(
      (line) => indent + look.paint.severity(severity, line),
    );
  });
}

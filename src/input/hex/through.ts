import { misread } from '../place.js';
import type { Dialect, LineReader } from './dialect.js';

/** So long may a line be that is read as a whole. */
const LONGEST = 1 << 22;

/** Lines as a whole, however long they are. */
export function wholeLines(reader: Pick<LineReader, 'read' | 'end'>): LineReader {
  let kept = '';
  return {
    read(text, { line, column }, more) {
      const place = { line, column: column - kept.length };
      kept += text;
      if (kept.length > LONGEST) throw misread('a line too long to be read so', kept, 0, place);
      if (more) return;
      const whole = kept;
      kept = '';
      reader.read(whole, place, false);
    },
    end: () => reader.end(),
  };
}

/** Reads lines as if other letters stood in them, each at its own place. */
export function through(dialect: Dialect, change: (line: string) => string): Dialect {
  return {
    name: dialect.name,
    likes: (sample) => dialect.likes(sample.map(change)),
    open(to) {
      const reader = dialect.open(to);
      return wholeLines({
        read: (text, place, more) => reader.read(change(text), place, more),
        end: () => reader.end(),
      });
    },
  };
}

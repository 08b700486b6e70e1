import type { Dialect } from '../../../src/input/hex/dialect.js';
import { literals } from '../../../src/input/hex/literals.js';
import { InputError } from '../../../src/input/input-error.js';

export function dialect(name: string): Dialect {
  const found = literals.find((one) => one.name === name);
  if (!found) throw new Error(`no dialect ${name}`);
  return found;
}

/** The dialect that likes these lines best, as an input's first lines are shown to it. */
export function likeliest(text: string, all: readonly Dialect[] = literals): string {
  const lines = text.split('\n').slice(0, 64);
  const scored = all.map((one) => ({ name: one.name, likes: one.likes(lines) }));
  const [best] = scored.sort((one, two) => two.likes - one.likes);
  return best && best.likes >= 0.3 ? best.name : 'none';
}

export interface Read {
  readonly packets: string[];
  readonly notices: string[];
}

/** Reads a whole text; `piece` cuts its lines into pieces of so many letters. */
export function readAs(name: string, text: string, piece = Number.POSITIVE_INFINITY): Read {
  const packets: string[] = [];
  const notices: string[] = [];
  const reader = dialect(name).open({
    emit: ({ bytes }) => packets.push(Buffer.from(bytes).toString('hex')),
    notice: (what) => notices.push(what),
  });
  for (const [i, line] of text.split('\n').entries()) {
    let at = 0;
    for (; at + piece < line.length; at += piece) {
      reader.read(line.slice(at, at + piece), { line: i + 1, column: at + 1 }, true);
    }
    reader.read(line.slice(at), { line: i + 1, column: at + 1 }, false);
  }
  reader.end();
  return { packets, notices };
}

/** Message and hint, as the command line prints them. */
export function complaint(name: string, text: string, piece?: number): string {
  try {
    readAs(name, text, piece);
  } catch (error) {
    if (error instanceof InputError) return `${error.message}\n  ${error.hint}`;
    throw error;
  }
  return 'none';
}

import type { InputFrame } from './frame.js';
import type { Dialect } from './hex/dialect.js';
import { dialects } from './hex/dialects.js';
import { type Wrapping, wrappingOf } from './wrapping.js';

/** How a text is read. */
export interface Reading {
  readonly dialect: Dialect;
  readonly wrapping: Wrapping;
  /** From 0 to 1. */
  readonly likes: number;
  /** Nearly as likely, and it would read something else. */
  readonly other?: Dialect;
}

/** What is less likely than this is no reading. */
const LEAST = 0.3;
/** Scores this near to each other are a matter of opinion. */
const MARGIN = 0.1;

/** The likeliest reading of a text from its first lines; undefined: none. */
export function recognise(sample: readonly string[]): Reading | undefined {
  const wrapping = wrappingOf(sample);
  const lines = sample.map((line) => {
    const at = wrapping.inner(line);
    return at < 0 ? '' : line.slice(at);
  });
  const scored = dialects
    .map((dialect) => ({ dialect, likes: dialect.likes(lines) }))
    .filter(({ likes }) => likes >= LEAST)
    .sort((one, two) => two.likes - one.likes);
  const [best, ...others] = scored;
  if (best === undefined) return undefined;
  const near = others.filter(({ likes }) => best.likes - likes < MARGIN);
  const bytes = near.length ? trial(best.dialect, lines) : '';
  const other = near.find(({ dialect }) => !['', bytes].includes(trial(dialect, lines)))?.dialect;
  return { ...best, wrapping, ...(other && { other }) };
}

/** What a dialect makes of the sample, to compare; empty where it cannot read it. */
function trial(dialect: Dialect, lines: readonly string[]): string {
  const frames: string[] = [];
  const emit = ({ bytes }: InputFrame): void => {
    frames.push(bytes.join());
  };
  const reader = dialect.open({ emit, notice() {} });
  try {
    for (const [i, text] of lines.entries()) reader.read(text, { line: i + 1, column: 1 }, false);
    reader.end();
  } catch {
    return '';
  }
  return frames.join('\n');
}

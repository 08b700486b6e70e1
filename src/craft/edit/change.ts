import type { Field, Loose } from '../../codec/field.js';
import type { Row } from './target.js';

/** What an edit did to a packet, for the report. */
export interface Change {
  /** `ip.ttl`, `bytes 14–17`. */
  readonly name: string;
  /** Empty where there is nothing to be said of it. */
  readonly before: string;
  readonly after: string;
  /** It was not asked for: it depends on what was. */
  readonly follows: boolean;
}

/** A field's name; `#2`, where it is that of the second layer of its protocol. */
export function named(name: string, row: Row, layer: number): string {
  const own = row.protocol(layer).name;
  let nth = 1;
  for (let i = 0; i < layer; i++) if (row.protocol(i).name === own) nth++;
  return nth === 1 ? name : `${name}#${nth}`;
}

export type Tell = (change: Change) => void;

/** A value in few letters, as people write it. */
export function valueText(field: Field | undefined, value: unknown): string {
  if (value === undefined) return 'nothing';
  try {
    const text = field?.show?.(value);
    if (text !== undefined) return text;
  } catch {
    // A value that no packet had may be none that the field can show.
  }
  if (typeof value === 'string') return shortened(value);
  return typeof value === 'object' ? shortened(within(value)) : String(value);
}

const MOST = 60;
const shortened = (text: string): string =>
  text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;

/** Of options and entries of lists: their names, and what they say; groups with their keys. */
function within(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return String(value);
  if (Array.isArray(value)) {
    const some = value.slice(0, MOST).map((one) => within(one, depth + 1));
    return some.length > 0 ? some.join(', ') : 'nothing';
  }
  const { name, ...rest } = value as Loose;
  const own = Object.entries(rest).filter(([key]) => !/^(kind|length|.*_status)$/.test(key));
  if (typeof name !== 'string') {
    return own.map(([key, one]) => `${key} ${within(one, depth + 1)}`).join(' ');
  }
  return [name, ...own.map(([, one]) => valuesIn(one, depth + 1))].filter(Boolean).join(' ');
}

const DEEPEST = 8;
const valuesIn = (value: unknown, depth: number): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && depth < DEEPEST
    ? Object.values(value)
        .map((one) => valuesIn(one, depth + 1))
        .join(' ')
    : within(value, depth);

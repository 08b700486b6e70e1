import { type Field, shown } from '../../codec/field.js';
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
  if (typeof value === 'string')
    return value.length > MOST ? `${value.slice(0, MOST - 1)}…` : value;
  return typeof value === 'object' ? shown(value) : String(value);
}

const MOST = 60;

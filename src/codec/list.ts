import { type Extent, endOf, sizedBy, sizeOf } from './extent.js';
import {
  type Field,
  FieldError,
  type Fields,
  type Given,
  type Loose,
  type Values,
} from './field.js';
import { asPart } from './parts.js';
import type { Reading } from './reading.js';
import { compresses, Struct } from './struct.js';

export interface ListLook {
  count?: Extent;
  length?: Extent;
  /** The list ends before an entry whose first byte is this: zeros that fill up, for example. */
  stop?: number;
  /** The list ends behind an entry that says so. */
  until?: (entry: any) => boolean;
  filter?: string;
}

/** A list: as many entries as `count` says, or as fit into `length`, or all that is left. */
export function list<const F extends Fields>(
  label: string,
  help: string,
  entry: F,
  look?: ListLook,
): Field<Values<F>[], readonly Given<F>[]>;
export function list<Out, In>(
  label: string,
  help: string,
  entry: Field<Out, In>,
  look?: ListLook,
): Field<Out[], readonly In[]>;
export function list(
  label: string,
  help: string,
  entry: Fields | Field,
  look: ListLook = {},
): Field<any[], readonly any[]> {
  const one = typeof entry.bits === 'number' ? asPart(entry as Field) : undefined;
  // Bytes that are no text need a key of their own beside it.
  if (one?.orHex) throw new Error(`${label}: texts stand in a list as structures`);
  const struct = one ? undefined : new Struct(entry as Fields);
  const count = look.count === undefined ? undefined : sizeOf(look.count);
  const length = look.length === undefined ? undefined : sizeOf(look.length);
  const { stop } = look;
  // An entry that is one field may be sized by the fields before the list.
  const readEntry = (r: Reading, v: Loose) => (struct ? struct.read(r) : one?.read?.(r, v, ''));
  const readAll = (r: Reading, v: Loose, most: number): unknown[] => {
    const found: unknown[] = [];
    while (found.length < most && !r.problem && (count || r.at < r.end)) {
      if (stop !== undefined && r.bytes[r.at] === stop) break;
      const from = r.at;
      const outside = r.enter(found.length);
      const value = readEntry(r, v);
      r.leave(outside);
      if (r.problem) r.problem = `${label}, entry ${found.length + 1}: ${r.problem}`;
      else if (r.at === from) r.problem = `${label}, entry ${found.length + 1} is empty`;
      if (!r.problem || struct) found.push(value);
      if (!r.problem && look.until?.(value)) break;
    }
    return found;
  };
  return {
    bits: 0,
    label,
    help,
    init: [],
    filter: look.filter,
    entry,
    compresses: one ? one.compresses : compresses(entry as Fields),
    ...sizedBy(look.count ?? look.length, look.count === undefined ? 'bytes' : 'entries'),
    ...(struct && !look.until && { inPlace: { kind: 'list', struct, count, length, stop } }),
    read(r, v, key) {
      const outside = r.enter(key);
      const most = count ? count(v, r) : Number.POSITIVE_INFINITY;
      const end = length ? endOf(r, length(v, r), label) : r.end;
      const found = r.problem ? [] : r.within(end, () => readAll(r, v, most)).value;
      const short = end > r.at && !count && stop === undefined && !look.until;
      if (short) r.problem ||= `${label} does not fill its room`;
      r.leave(outside);
      return found;
    },
    write(w, entries, _v) {
      if (!Array.isArray(entries)) throw new FieldError('', 'a list is needed');
      entries.forEach((value, i) => {
        if (w.warn) w.path.push(i);
        try {
          if (struct) struct.write(w, value as Loose);
          else one?.write?.(w, value, {}, '');
        } catch (error) {
          throw error instanceof FieldError ? error.within(String(i)) : error;
        }
        if (w.warn) w.path.pop();
      });
    },
  };
}

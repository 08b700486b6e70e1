import type { Head } from '../codec/field-head.js';
import { Literal, type Out } from '../codec/out.js';
import type { Protocol } from '../codec/protocol.js';
import type { View } from '../codec/view.js';

type Write = (view: View, out: Out) => void;

/** What is known of a frame without its layers. */
const OF_FRAME: Readonly<Record<string, Write>> = {
  'frame.number': (view, out) => out.decimal(view.number),
  'frame.time_epoch': (view, out) => out.text(view.time ?? ''),
  'frame.len': (view, out) => out.decimal(view.len),
  'frame.cap_len': (view, out) => out.decimal(view.end - view.start),
};

/** Lines of columns that need no object of a packet, without a string in between. */
export interface QuickColumns {
  readonly names: readonly string[];
  readonly heads: ReadonlyMap<Protocol, readonly Head[]>;
  /** Names that are no field of a layer. */
  readonly others: ReadonlySet<string>;
  readonly separator: string;
  readonly aggregator: string;
  readonly occurrence: 'f' | 'l' | 'a';
  /** Around one value, and around several. */
  readonly mark: string;
  readonly marks: string;
}

/** More than any value of a fixed field is long. */
const ROOM = 512;

/** Undefined: some column takes more. */
export function quickLine(columns: QuickColumns): Write | undefined {
  const { names, heads, others, occurrence } = columns;
  const ofFrame = names.map((name) => (Object.hasOwn(OF_FRAME, name) ? OF_FRAME[name] : undefined));
  if (names.some((name, i) => others.has(name) && !ofFrame[i])) return undefined;
  for (const own of heads.values()) {
    if (own.some(({ cell }) => !cell.place.print && !cell.inner)) return undefined;
  }
  const separator = new Literal(columns.separator);
  const aggregator = new Literal(columns.aggregator);
  const mark = new Literal(columns.mark);
  const marks = new Literal(columns.marks);
  const end = new Literal('\n');
  // The heads that were found for each column, and where their layers start.
  const found: Head[][] = names.map(() => []);
  const starts: number[][] = names.map(() => []);
  const counts = new Int32Array(names.length);
  const find = ({ bytes, cuts }: View): void => {
    for (let i = 0; i < cuts.count; i++) {
      const own = heads.get(cuts.protocols[i] as Protocol);
      if (own === undefined) continue;
      const start = cuts.start[i] as number;
      const size = (cuts.body[i] as number) - start;
      for (const head of own) {
        if (size < head.end) continue;
        const { alias, value } = head.cell;
        if (alias !== undefined && alias.when(value(bytes, start)) !== head.other) continue;
        const { column } = head;
        const count = counts[column] as number;
        if (count > 0 && occurrence === 'f') continue;
        const at = occurrence === 'a' ? count : 0;
        (found[column] as Head[])[at] = head;
        (starts[column] as number[])[at] = start;
        counts[column] = at + 1;
      }
    }
  };
  const writeColumn = (out: Out, bytes: Uint8Array, column: number): void => {
    const count = counts[column] as number;
    const around = count > 1 ? marks : mark;
    out.put(around);
    for (let i = 0; i < count; i++) {
      if (i > 0) {
        out.room(ROOM);
        out.put(aggregator);
      }
      const { cell } = (found[column] as Head[])[i] as Head;
      const start = (starts[column] as number[])[i] as number;
      if (cell.inner && cell.number) out.decimal(cell.number(bytes, start));
      else cell.place.print?.(out, bytes, start);
    }
    out.put(around);
    counts[column] = 0;
  };
  return (view, out) => {
    find(view);
    for (let i = 0; i < names.length; i++) {
      out.room(ROOM);
      if (i > 0) out.put(separator);
      const frame = ofFrame[i];
      if (frame === undefined) {
        writeColumn(out, view.bytes, i);
        continue;
      }
      out.put(mark);
      frame(view, out);
      out.put(mark);
    }
    out.put(end);
  };
}

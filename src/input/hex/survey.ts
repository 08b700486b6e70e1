import { type Layout, Row } from './row.js';

/** What a sample looks like, read in one layout. */
export interface Survey {
  /** Rows that can be read. */
  readonly rows: number;
  /** Rows that begin well and cannot be read. */
  readonly broken: number;
  /** Lines that are no rows. */
  readonly others: number;
  /** Rows whose offset is what the rows before come to, or 0. */
  readonly fitting: number;
  /** Rows with text beside the bytes, and how many of these texts say something else. */
  readonly texts: number;
  readonly contrary: number;
  /** Bytes of each row. */
  readonly widths: readonly number[];
  /** The first packet's bytes, as far as the sample goes. */
  readonly first: readonly number[];
}

/** What the next offset should be: 0, or nobody knows. */
const NEW = -1;
const UNKNOWN = -2;

export function survey(layout: Layout, sample: readonly string[]): Survey {
  const row = new Row(layout);
  const seen = { rows: 0, broken: 0, others: 0, fitting: 0, texts: 0, contrary: 0 };
  const first: number[] = [];
  const widths: number[] = [];
  let packets = 0;
  let expected = NEW;
  let starred = false;
  for (const line of sample) {
    if (line.trim() === '') continue;
    if (line.trim() === '*') {
      starred = true;
      continue;
    }
    if (seen.rows > 0 && layout.beneath?.test(line)) continue;
    if (!row.parse(line)) {
      seen.others++;
      expected = NEW;
      continue;
    }
    if (row.wrongAt >= 0) {
      // Without an offset, nothing says that it is a row at all.
      if (row.offset < 0) seen.others++;
      else seen.broken++;
      expected = UNKNOWN;
      continue;
    }
    seen.rows++;
    widths.push(row.count);
    const without = row.offset < 0;
    const anew = without ? packets === 0 : expected === NEW || row.offset === 0;
    // The last line is an offset alone, and a last word may hold one byte more.
    const ahead = row.count > 0 ? 0 : (layout.group ?? 1) - 1;
    const exact = row.offset <= expected && row.offset >= expected - ahead;
    const follows = starred || expected === UNKNOWN || exact;
    if (without || (anew ? row.offset === 0 || layout.address : follows)) seen.fitting++;
    if (anew) packets++;
    if (packets === 1) first.push(...row.bytes.subarray(0, row.count));
    if (row.textAt >= 0) {
      seen.texts++;
      if (!row.textFits(line)) seen.contrary++;
    }
    starred = false;
    expected = without ? NEW : row.offset + row.count;
  }
  return { ...seen, widths, first };
}

/** From 0 to 1: how far a sample is what the layout says, and nothing else. */
export function likeness(seen: Survey): number {
  const { rows, broken, others, fitting, texts, contrary, first } = seen;
  if (first.length === 0 && broken === 0) return 0;
  const read = rows / (rows + broken);
  const fits = rows === 0 ? 1 : fitting / rows;
  const agrees = texts === 0 ? 1 : 1 - contrary / texts;
  // Other lines may be headings, which many tools write.
  const alone = 0.7 + 0.3 * ((rows + broken) / (rows + broken + others));
  return (0.2 + 0.8 * read) * (0.5 + 0.5 * fits) * (0.4 + 0.6 * agrees) * alone;
}

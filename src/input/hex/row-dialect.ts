import type { Dialect } from './dialect.js';
import type { Layout } from './row.js';
import { RowReader, type RowsOptions } from './rows.js';
import { likeness, type Survey, survey } from './survey.js';

export interface RowDialect extends Layout, RowsOptions {
  /** How sure it is when every row fits: less than 1 where others write the same. */
  readonly sure?: number;
  /** What else must be seen in a sample. */
  readonly when?: ((seen: Survey, sample: readonly string[]) => boolean) | undefined;
}

/** A dialect of rows from its layout. */
export function rowDialect(own: RowDialect): Dialect {
  const { name, sure = 1, when } = own;
  return {
    name,
    likes(sample) {
      const seen = survey(own, sample);
      const likes = sure * likeness(seen);
      return likes > 0 && when !== undefined && !when(seen, sample) ? 0 : likes;
    },
    open: (to) => new RowReader(own, to, own),
  };
}

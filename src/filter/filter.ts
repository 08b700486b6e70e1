import type { Catalog } from '../codec/catalog.js';
import type { View } from '../codec/view.js';
import { type Check, Conditions } from './conditions.js';
import { Vocabulary } from './fields.js';
import { FilterError, Misread } from './filter-error.js';
import { parse } from './parse.js';
import { Values } from './values.js';

/** Chooses packets. One that asks for the time between packets is told of each, in order. */
export interface Filter {
  /** The fields and protocols that it names. */
  readonly names: readonly string[];
  /** It is to be asked of every packet, one after another. */
  readonly ordered: boolean;
  test(view: View): boolean;
}

/**
 * A filter in the language of Wireshark's display filters, over all protocols of the catalog;
 * FilterError if it is none.
 */
export function compileFilter(catalog: Catalog, text: string): Filter {
  const vocabulary = new Vocabulary(catalog);
  const check = checked(text, () => new Conditions(new Values(vocabulary)).of(parse(text)));
  const { timed, clock, used } = vocabulary;
  const names = [...used];
  if (!timed) return { names, ordered: false, test: check };
  return {
    names,
    ordered: true,
    test(view) {
      clock.tick(view);
      return check(view);
    },
  };
}

function checked(text: string, compile: () => Check): Check {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    const { from, to } = error.span;
    throw new FilterError(error.message, text, { from, to });
  }
}

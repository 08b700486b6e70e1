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
    const [, word] = CAPTURE_WORD.exec(text.slice(0, to)) ?? [];
    const hint = word ? `; tcpdump's '${word}' is ${CAPTURE_WORDS[word]} here` : '';
    throw new FilterError(error.message + hint, text, { from, to });
  }
}

/** Words of capture filters, and what stands for them in this language. */
const CAPTURE_WORDS: Readonly<Record<string, string>> = {
  host: 'ip.addr == 192.0.2.1',
  net: 'ip.addr == 192.0.2.0/24',
  port: 'tcp.port == 80',
  portrange: 'tcp.port in {80..90}',
};
const CAPTURE_WORD = new RegExp(
  `(?<![\\w.])(${Object.keys(CAPTURE_WORDS).join('|')})(?:\\s+\\S+)?$`,
);

import type { Catalog } from '../codec/catalog.js';
import { filterNamesOf, holdersOf, namesFor } from '../codec/filter-names.js';
import { toHex } from '../codec/hex.js';
import type { Packet } from '../codec/packet.js';
import type { View } from '../codec/view.js';
import { Vocabulary } from '../filter/fields.js';
import { Piece, type Value } from '../filter/kinds.js';

/** What a packet holds under a name that stands in the expression. */
export interface Actual {
  readonly name: string;
  /** None: the packet has no such field. */
  readonly values: readonly ActualValue[];
}
interface ActualValue {
  readonly text: string;
  readonly meaning?: string;
  /** The packet's own letters. */
  readonly own: boolean;
}

const MOST_VALUES = 8;
const LONGEST = 120;

/** Reads what packets hold under the names of an expression. */
export class Actuals {
  private readonly readers: readonly (readonly [string, (view: View) => ActualValue[]])[];

  constructor(catalog: Catalog, names: readonly string[]) {
    const vocabulary = new Vocabulary(catalog);
    this.readers = names.map((name) => {
      const holders = holdersOf(catalog, name);
      const theirs = new Set(holders.flatMap((one) => namesFor(name, filterNamesOf(one))));
      const { source, facts } = vocabulary.find(name) ?? {};
      const word = (value: Value): string | undefined =>
        typeof value === 'number' ? facts?.names[0]?.nameOf(value) : undefined;
      return [
        name,
        (view) => {
          if (catalog.has(name)) return layersNamed(view.packet(), name);
          const told = annotated(view.packet(), theirs);
          if (told.length > 0 || !source) return told;
          const found: ActualValue[] = [];
          source.some(view, (value) => {
            found.push({ text: word(value) ?? valueText(value), own: typeof value === 'string' });
            return found.length >= MOST_VALUES;
          });
          return found;
        },
      ] as const;
    });
  }

  of(view: View): Actual[] {
    return this.readers.map(([name, read]) => ({ name, values: read(view) }));
  }
}

function layersNamed({ layers }: Packet, name: string): ActualValue[] {
  const found = layers.filter(({ protocol }) => protocol.name === name);
  return found.map(({ index, protocol }) => ({
    text: `layer ${index + 1}, ${protocol.title}`,
    own: false,
  }));
}

function annotated({ layers }: Packet, names: ReadonlySet<string>): ActualValue[] {
  const found: ActualValue[] = [];
  for (const layer of layers) {
    for (const { filter, text, value, meaning } of layer.annotations) {
      if (!names.has(filter) || found.length >= MOST_VALUES) continue;
      const more = meaning === undefined ? {} : { meaning };
      found.push({ text: short(text), own: text === value, ...more });
    }
  }
  return found;
}

function valueText(value: Value): string {
  if (value instanceof Piece) {
    const end = Math.min(value.to, value.from + LONGEST / 2);
    const hex = toHex(value.bytes, value.from, end);
    return end < value.to ? `${hex}…` : hex;
  }
  return short(String(value));
}

const short = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

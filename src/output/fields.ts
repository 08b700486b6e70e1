import type { Catalog } from '../codec/catalog.js';
import { catalog as common } from '../protocols/common.js';
import { readersOf } from './field-readers.js';
import type { Format } from './format.js';
import { FRAME_FIELDS } from './frame-fields.js';
import { quickLine } from './quick-fields.js';

type Quote = 'none' | 'single' | 'double' | 'needed';

/** Which fields, and how their values are written. */
export interface Columns {
  /** Names of Wireshark's display filters. */
  readonly names: readonly string[];
  /** Between the columns; a tab if left out. */
  readonly separator?: string;
  readonly header?: boolean;
  /** `needed`: as RFC 4180 has it. */
  readonly quote?: Quote;
  /** Between the values of one column; a comma if left out. */
  readonly aggregator?: string;
  /** Of several values the first, the last, or all. */
  readonly occurrence?: 'f' | 'l' | 'a';
}

/** A packet a line: the values of the columns, which may be none or several. */
export function fields(columns: Columns, catalog: Catalog = common): Format {
  const { names, header = false, separator = '\t', aggregator = ',', quote = 'none' } = columns;
  const { occurrence = 'a' } = columns;
  const others = new Set(Object.keys(FRAME_FIELDS));
  const { reads, heads } = readersOf(names, others, catalog);
  const ofFrame = names.flatMap((name, i) => {
    const read = others.has(name) ? FRAME_FIELDS[name] : undefined;
    return read ? [{ i, read }] : [];
  });
  const cells: (string | undefined)[] = [];
  const take = (i: number, text: string): void => {
    const before = cells[i];
    if (before === undefined || occurrence === 'l') cells[i] = text;
    else if (occurrence === 'a') cells[i] = before + aggregator + text;
  };
  const quoted = quoting(quote, separator);
  const line = (values: readonly (string | undefined)[]): string => {
    let text = '';
    for (let i = 0; i < names.length; i++) text += (i ? separator : '') + quoted(values[i] ?? '');
    return `${text}\n`;
  };
  const marks = marksFor({ quote, separator, aggregator });
  const view =
    heads &&
    marks &&
    quickLine({ names, heads, others, separator, aggregator, occurrence, ...marks });
  return {
    ...(view && { view }),
    begin(out) {
      if (header) out.text(line(names));
    },
    packet(packet, out) {
      cells.length = 0;
      for (const { i, read } of ofFrame) cells[i] = read(packet);
      for (const layer of packet.layers) {
        const own = reads.get(layer.protocol);
        if (own !== undefined) for (const read of own) read(layer, take);
      }
      out.text(line(cells));
    },
  };
}

/** RFC 4180: with commas and quotation marks. */
export const csv = (columns: Columns, catalog?: Catalog): Format =>
  fields({ header: true, separator: ',', quote: 'needed', ...columns }, catalog);

/** No value holds a tab: control characters are shown escaped. */
export const tsv = (columns: Columns, catalog?: Catalog): Format =>
  fields({ header: true, ...columns }, catalog);

function quoting(quote: Quote, separator: string): (text: string) => string {
  if (quote === 'none') return (text) => text;
  const mark = quote === 'single' ? "'" : '"';
  const quoted = (text: string) => mark + text.replaceAll(mark, mark + mark) + mark;
  if (quote !== 'needed') return quoted;
  return (text) => (text.includes(separator) || text.includes(mark) ? quoted(text) : text);
}

/** What stands around one value of a fixed field, and around several; undefined: it depends. */
function marksFor(given: Required<Pick<Columns, 'aggregator' | 'quote' | 'separator'>>) {
  const { aggregator, quote, separator } = given;
  const mark = quote === 'none' ? '' : quote === 'single' ? "'" : '"';
  if (quote !== 'needed')
    return aggregator.includes(mark || '\0') ? undefined : { mark, marks: mark };
  // Numbers, flags, addresses and hex have no other letters.
  if (/[\w.:-]/.test(separator) || aggregator.includes(mark)) return undefined;
  return { mark: '', marks: aggregator.includes(separator) ? mark : '' };
}

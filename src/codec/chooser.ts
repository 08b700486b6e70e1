import type { Catalog } from './catalog.js';
import type { Cell } from './field.js';
import type { Layer } from './packet.js';
import type { Protocol, Rules } from './protocol.js';
import { numberBy, type Selecting, type Selector, selecting } from './selecting.js';
import { Table } from './table.js';

/** A number in a header, and the table that says who follows under it. */
export interface Chooser {
  readonly name: string;
  /** The number only suggests what follows. */
  readonly guess: boolean;
  /** The user said so: it comes before all others, and nothing is doubted. */
  readonly told: boolean;
  readonly select: Selecting;
  readonly table: Table;
}

/** Who follows by this number. */
export function chosen(
  { select, table }: Chooser,
  bytes: Uint8Array,
  at: number,
  body: number,
  end: number,
): Protocol | undefined {
  const number = numberBy(select, bytes, at, body, end);
  return number < 0 ? undefined : table.find(number);
}

/** Those of a protocol, in the order in which they are asked. */
export function choosersOf(
  { selects = {}, guesses = [] }: Rules<any, any>,
  catalog: Catalog | undefined,
  head: readonly Cell[],
): Chooser[] {
  const all = (told: boolean, tableOf: (name: string) => Table | undefined): Chooser[] =>
    Object.entries(selects).flatMap(([name, selectors]) => {
      const table = tableOf(name);
      const guess = guesses.includes(name);
      const some: readonly Selector[] = table ? [selectors].flat() : [];
      return some.map((select) => ({
        name,
        guess,
        told,
        select: selecting(select, head),
        table: table as Table,
      }));
    });
  return [
    ...all(true, (name) => catalog?.told.get(name)),
    ...all(false, (name) => catalog?.table(name) ?? new Table()),
  ];
}

/** The number that chose a layer, and the table in which it was found. */
export interface Chosen {
  readonly table: string;
  readonly number: number;
  /** The number only suggests it, as ports do. */
  readonly guess: boolean;
  /** The user said so. */
  readonly told: boolean;
  /** `guessed from udp.port 53`. */
  readonly text: string;
}

/** Ports are known as decimals, and so are numbers of a byte. */
const HEX_FROM = 256;

export function chosenBy({ outer, after, protocol, packet }: Layer): Chosen | undefined {
  if (!outer || after !== undefined) return undefined;
  const numberIn = ({ select }: Chooser): number =>
    numberBy(select, packet.bytes, outer.offset, outer.body, outer.stop);
  // Those before it either hold no number or one of bytes that were not accepted.
  const chooser = outer.protocol.plan.choosers.find(
    (one) => one.table.get(numberIn(one)) === protocol,
  );
  if (!chooser) return undefined;
  const { name: table, guess, told } = chooser;
  const number = numberIn(chooser);
  const digits =
    guess || number < HEX_FROM ? String(number) : `0x${number.toString(16).padStart(4, '0')}`;
  const how = told ? 'as asked for' : guess ? 'guessed from' : 'by';
  return { table, number, guess: guess && !told, told, text: `${how} ${table} ${digits}` };
}

import type { Cell } from '../codec/field.js';
import type { Look } from './format.js';
import { type Among, FieldLine, writeCells } from './tree-line.js';
import { TextMemo } from './tree-memo.js';
import type { TreePen } from './tree-pen.js';

/** Of more bits a value is seldom met again, but for addresses. */
const FEW_BITS = 16;

/** The lines of fixed fields, those together that fill few bytes. */
export function unitsOf(
  cells: readonly Cell[],
  among: Among,
  sealed: ReadonlySet<Cell>,
  look: Look,
): Unit[] {
  const units: Unit[] = [];
  for (let i = 0; i < cells.length; ) {
    const cell = cells[i] as Cell;
    if (isLine(cell)) {
      const line = new FieldLine(cell, among, sealed.has(cell), look);
      units.push(new Unit([cell], among, line, !sealed.has(cell) && comesAgain(cell)));
      i++;
      continue;
    }
    let to = i + 1;
    let end = cell.bit + cell.field.bits;
    for (let k = to; k < cells.length; k++) {
      const next = cells[k] as Cell;
      const nextEnd = next.bit + next.field.bits;
      if (end % 8 === 0 && nextEnd - cell.bit > FEW_BITS) break;
      if (end % 8 === 0 && isLine(next)) break;
      to = k + 1;
      end = nextEnd;
    }
    units.push(new Unit(cells.slice(i, to), among, undefined, true));
    i = to;
  }
  return units;
}

/** A number or an address, on a line of its own: it may take too many values to remember them. */
function isLine({ bit, field, place, inner, alias }: Cell): boolean {
  const whole = bit % 8 === 0 && field.bits % 8 === 0;
  const known = place.json !== undefined && place.json !== 'flag' && place.print !== undefined;
  return whole && known && !inner && !alias && field.bits >= FEW_BITS;
}

/** Of addresses, short numbers, and those that have names or say something, a few are common. */
function comesAgain({ field, place: { json } }: Cell): boolean {
  const isNumber = json === 'bits' || json === 'number';
  return !isNumber || field.names !== undefined || field.bits <= FEW_BITS;
}

/** The lines of one or several fixed fields: each text is made once that follows from few bytes. */
export class Unit {
  private memo: TextMemo | undefined;

  constructor(
    private readonly cells: readonly Cell[],
    private readonly among: Among,
    /** What writes a text that is new; left out: objects. */
    private readonly line: FieldLine | undefined,
    remembers: boolean,
  ) {
    const bits = cells.map(({ bit, field }) => bit + field.bits);
    const from = (cells[0]?.bit ?? 0) >> 3;
    if (remembers) this.memo = new TextMemo(among.spot, from, (Math.max(...bits) + 7) >> 3);
  }

  /** False: another way is needed. */
  write(pen: TreePen): boolean {
    const { memo } = this;
    if (memo === undefined) return this.anew(pen);
    return memo.put(pen.out, pen.bytes) || this.learn(pen, memo);
  }

  private anew(pen: TreePen): boolean {
    return this.line?.write(pen) ?? writeCells(pen, this.cells, this.among);
  }

  private learn(pen: TreePen, memo: TextMemo): boolean {
    const { watch, out, bytes } = pen;
    const { at } = out;
    watch.begin();
    const written = this.anew(pen);
    watch.end();
    if (written && watch.keeps) memo.learn(out, at, watch.bits, bytes);
    // Objects take longer in any case.
    if (memo.idle && this.line !== undefined) this.memo = undefined;
    return written;
  }
}

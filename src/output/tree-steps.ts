import { putHex } from '../codec/digits.js';
import type { Cell, Loose, Place, Print, Where } from '../codec/field.js';
import { Literal, type Out } from '../codec/out.js';
import type { Layer } from '../codec/packet.js';
import { getPath } from '../codec/paths.js';
import { Reading, type Trace } from '../codec/reading.js';
import { traceCell } from '../codec/struct.js';
import type { Look } from './format.js';
import { indentOf, roomAt } from './tree-lines.js';
import { TextMemo } from './tree-memo.js';
import type { TreePen } from './tree-pen.js';
import type { Spot } from './watch.js';

/** Where fixed fields stand, and among which values. */
export interface Among {
  readonly spot: Spot;
  readonly values: Loose;
  readonly layer: Layer;
  readonly depth: number;
}

/** Writes the lines of one or several fixed fields; false: another way is needed. */
export interface Unit {
  write(pen: TreePen): boolean;
}

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
      const unit = new LineUnit(cell, among, sealed.has(cell), look);
      // Of addresses, and of numbers that have names, a few are common.
      const few = cell.field.names !== undefined || !isNumber(cell);
      units.push(few ? new MemoUnit([cell], among, unit) : unit);
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
    units.push(new MemoUnit(cells.slice(i, to), among));
    i = to;
  }
  return units;
}

/** A number or an address, on a line of its own: it takes too many values to remember them all. */
function isLine({ bit, field, place, inner, alias }: Cell): boolean {
  const whole = bit % 8 === 0 && field.bits % 8 === 0;
  const known = place.json !== undefined && place.json !== 'flag' && place.print !== undefined;
  return whole && known && !inner && !alias && field.bits >= FEW_BITS;
}

const isNumber = ({ place: { json } }: Cell): boolean => json === 'bits' || json === 'number';

/** Lines that follow from few bytes: each text is made once. */
class MemoUnit implements Unit {
  private readonly memo: TextMemo;

  constructor(
    private readonly cells: readonly Cell[],
    private readonly among: Among,
    /** What writes a text that is new; left out: objects. */
    private readonly by?: Unit,
  ) {
    const bits = cells.map(({ bit, field }) => bit + field.bits);
    const from = (cells[0]?.bit ?? 0) >> 3;
    this.memo = new TextMemo(among.spot, from, (Math.max(...bits) + 7) >> 3);
  }

  write(pen: TreePen): boolean {
    return this.memo.put(pen.out, pen.bytes) || this.learn(pen);
  }

  private learn(pen: TreePen): boolean {
    const { watch, out, bytes } = pen;
    const { at } = out;
    watch.begin();
    const written = this.by?.write(pen) ?? writeCells(pen, this.cells, this.among);
    watch.end();
    if (written && watch.keeps) this.memo.learn(out, at, watch.bits, bytes);
    return written;
  }
}

/** By way of objects. */
function writeCells(pen: TreePen, cells: readonly Cell[], among: Among): boolean {
  const { spot, values, layer, depth } = among;
  const traces: Trace[] = [];
  const r = new Reading(pen.bytes, spot.start, spot.start, spot.start);
  r.trace = traces;
  for (const cell of cells) traceCell(cell, r, cell.value(pen.bytes, spot.start));
  return pen.fields(traces, values, layer, depth);
}

const HEX = new Literal('0x');
const LINE = new Literal('\n');
const GOOD = new Literal(' [good]\n');
const OPEN = new Literal(' (');
const CLOSE = new Literal(')\n');
const COMMA = new Literal(', ');

/** No meaning that is written in one go is longer. */
const LONG = 200;

/** `Sequence number: 1000 (next 1001)`, `Source: 192.0.2.1, documentation (TEST-NET-1)` */
class LineUnit implements Unit {
  private readonly lead: Literal;
  /** Bytes of a line that fits, its end included. */
  private readonly most: number;
  private readonly where: Where;
  private readonly value: Place['value'];
  private readonly print: Print;
  private readonly inHex: boolean;
  private fields: Loose | undefined;

  constructor(
    private readonly cell: Cell,
    private readonly among: Among,
    private readonly sealed: boolean,
    look: Look,
  ) {
    const { depth, layer, values } = among;
    const text = `${indentOf(depth)}${cell.field.label}: `;
    this.lead = new Literal(text);
    this.value = cell.value;
    this.print = cell.place.print as Print;
    this.inHex = cell.field.show?.digits === cell.field.bits / 4 && cell.place.json === 'bits';
    this.most = this.lead.length - text.length + indentOf(depth).length + roomAt(look, depth) + 1;
    this.where = { layer, around: getPath(values, cell.path.slice(0, -1)) };
  }

  write(pen: TreePen): boolean {
    const { out } = pen;
    const { at } = out;
    if (this.writeLine(out, pen.bytes) && out.at - at <= this.most) return !pen.watch.lost;
    out.at = at;
    return writeCells(pen, [this.cell], this.among);
  }

  /** `0x00ff`: the bytes as they stand. */
  private putHex(out: Out, bytes: Uint8Array): void {
    const { bit, field } = this.cell;
    const from = this.among.spot.start + (bit >> 3);
    out.put(HEX);
    out.at = putHex(out.view, out.at, bytes, from, from + (field.bits >> 3));
  }

  private writeLine(out: Out, bytes: Uint8Array): boolean {
    const { field } = this.cell;
    const { spot } = this.among;
    const value: unknown = this.value(bytes, spot.start);
    out.put(this.lead);
    if (field.show === undefined) this.print(out, bytes, spot.start);
    else if (this.inHex) this.putHex(out, bytes);
    else if (!putPlain(out, field.show(value))) return false;
    // Bytes of which nobody knows more are cut to the line.
    if (typeof value === 'string' && 4 * value.length === field.bits) return false;
    if (this.sealed) {
      out.put(GOOD);
      return true;
    }
    if (this.fields === undefined) this.fields = this.where.layer.fields;
    const said = field.means?.(value, this.fields, this.where);
    const meaning = said ?? (typeof value === 'number' ? field.names?.textOf(value) : undefined);
    if (meaning === undefined) {
      out.put(LINE);
      return true;
    }
    const bare = meaning.includes('(');
    out.put(bare ? COMMA : OPEN);
    if (!putPlain(out, meaning)) return false;
    out.put(bare ? LINE : CLOSE);
    return true;
  }
}

/** False: it is too long, or more than ASCII. */
function putPlain(out: Out, text: string): boolean {
  const { bytes } = out;
  const { length } = text;
  if (length > LONG) return false;
  let { at } = out;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return false;
    bytes[at++] = code;
  }
  out.at = at;
  return true;
}

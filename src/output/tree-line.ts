import { putHex } from '../codec/digits.js';
import type { Cell, Loose, Place, Where } from '../codec/field.js';
import { Literal, type Out } from '../codec/out.js';
import type { Layer } from '../codec/packet.js';
import { getPath } from '../codec/paths.js';
import { type Printed, print, printedOf } from '../codec/printed.js';
import { Reading, type Trace } from '../codec/reading.js';
import { traceCell } from '../codec/struct.js';
import type { Look } from './format.js';
import { indentOf, roomAt } from './tree-lines.js';
import type { TreePen } from './tree-pen.js';
import type { Spot } from './watch.js';

/** Where fixed fields stand, and among which values. */
export interface Among {
  readonly spot: Spot;
  readonly values: Loose;
  readonly layer: Layer;
  readonly depth: number;
}

/** By way of objects. */
export function writeCells(pen: TreePen, cells: readonly Cell[], among: Among): boolean {
  const { spot, values, layer, depth } = among;
  const traces: Trace[] = [];
  const r = new Reading(pen.bytes, spot.start, spot.start, spot.start);
  r.trace = traces;
  for (const cell of cells) traceCell(cell, r, cell.value(pen.bytes, spot.start));
  return pen.fields(traces, values, layer, depth);
}

const LINE = new Literal('\n');
const GOOD = new Literal(' [good]\n');
const OPEN = new Literal(' (');
const CLOSE = new Literal(')\n');
const COMMA = new Literal(', ');

/** No meaning that is written in one go is longer. */
const LONG = 200;
/** Of more meanings most are new. */
const FEW = 16;
const utf8 = new TextDecoder();

/** `Sequence number: 1000 (next 1001)`, `Source: 192.0.2.1, documentation (TEST-NET-1)` */
export class FieldLine {
  private readonly lead: Literal;
  /** Bytes of a line that fits, its end included. */
  private readonly most: number;
  private readonly where: Where;
  private readonly value: Place['value'];
  private readonly printed: Printed;
  private readonly show: Cell['field']['show'];
  /** Its bytes, where these are written as they stand: `0x00ff`. */
  private readonly from: number;
  private readonly hexBytes: number;
  /** What it always ends with; undefined: that depends on the value. */
  private readonly end: Literal | undefined;
  /** A string of hex digits is cut to the line. */
  private readonly digits: number;
  private fields: Loose | undefined;
  /** Meanings that were met, while these are few. */
  private known: Map<string, Literal> | undefined = new Map();
  private met: string | undefined;
  private words: Literal | undefined;

  constructor(
    private readonly cell: Cell,
    private readonly among: Among,
    sealed: boolean,
    look: Look,
  ) {
    const { depth, layer, values } = among;
    const { bit, field, place } = cell;
    const text = `${indentOf(depth)}${field.label}: `;
    const inHex = field.show?.digits === field.bits / 4 && place.json === 'bits';
    this.lead = new Literal(inHex ? `${text}0x` : text);
    const wider = new Literal(text).length - text.length;
    this.most = wider + indentOf(depth).length + roomAt(look, depth) + 1;
    this.value = cell.value;
    this.printed = printedOf(cell) as Printed;
    this.show = field.show;
    this.from = bit >> 3;
    this.hexBytes = inHex ? field.bits >> 3 : 0;
    this.digits = field.bits / 4;
    const silent = field.means === undefined && field.names === undefined;
    this.end = sealed ? GOOD : silent && place.json !== 'text' ? LINE : undefined;
    this.where = { layer, around: getPath(values, cell.path.slice(0, -1)) };
  }

  write(pen: TreePen): boolean {
    const { out } = pen;
    const { at } = out;
    if (this.writeLine(out, pen.bytes) && out.at - at <= this.most) return !pen.watch.lost;
    out.at = at;
    return writeCells(pen, [this.cell], this.among);
  }

  private writeLine(out: Out, bytes: Uint8Array): boolean {
    const { hexBytes, show, end } = this;
    const { start } = this.among.spot;
    out.put(this.lead);
    if (hexBytes > 0) {
      const from = start + this.from;
      out.at = putHex(out.view, out.at, bytes, from, from + hexBytes);
    } else if (show === undefined) {
      print(out, this.printed, bytes, start);
    } else if (!putPlain(out, show(this.value(bytes, start)))) {
      return false;
    }
    if (end === undefined) return this.writeMeaning(out, this.value(bytes, start));
    out.put(end);
    return true;
  }

  private writeMeaning(out: Out, value: unknown): boolean {
    const { field } = this.cell;
    // Bytes of which nobody knows more are cut to the line.
    if (typeof value === 'string' && value.length === this.digits) return false;
    if (this.fields === undefined) this.fields = this.where.layer.fields;
    const said = field.means?.(value, this.fields, this.where);
    if (typeof said === 'object') {
      out.put(OPEN);
      said.write(out);
      out.put(CLOSE);
      return true;
    }
    const meaning = said ?? (typeof value === 'number' ? field.names?.textOf(value) : undefined);
    if (meaning === undefined) {
      out.put(LINE);
      return true;
    }
    const found = meaning === this.met ? this.words : this.known?.get(meaning);
    if (found !== undefined) {
      this.met = meaning;
      this.words = found;
      out.put(found);
      return true;
    }
    const { at } = out;
    const bare = meaning.includes('(');
    out.put(bare ? COMMA : OPEN);
    if (!putPlain(out, meaning)) return false;
    out.put(bare ? LINE : CLOSE);
    if (this.known)
      this.remember(meaning, new Literal(utf8.decode(out.bytes.subarray(at, out.at))));
    return true;
  }

  private remember(meaning: string, words: Literal): void {
    const { known } = this;
    if (known === undefined) return;
    if (known.size < FEW) known.set(meaning, words);
    else this.known = undefined;
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

import { putHex } from '../codec/digits.js';
import { Literal } from '../codec/out.js';
import type { Look } from './format.js';
import { indentOf, roomAt, STEP } from './tree-lines.js';
import type { TreePen } from './tree-pen.js';

const LINE = new Literal('\n');
const CUT = new Literal('… (');
const BYTES = new Literal(' bytes)\n');
/** Columns of these. */
const AROUND = '… ( bytes)'.length;
/** So many digits are shown in any case. */
const LEAST = 8;

/** `Data: 0a0b… (1400 bytes)` */
export class HexLine {
  private readonly lead: Literal;
  /** Columns for what stands behind the label. */
  private readonly room: number;
  private readonly most: number;

  constructor(label: string, depth: number, look: Look) {
    this.lead = new Literal(`${indentOf(depth)}${label}: `);
    const used = label.length + 2;
    this.room = look.width - depth * STEP.length - used;
    this.most = roomAt(look, depth) - used;
  }

  /** False: it is not to be cut like this. */
  write({ out, bytes }: TreePen, from: number, to: number): boolean {
    const { room, most } = this;
    const size = to - from;
    const cut = 2 * size > room;
    const digits = cut ? Math.max(LEAST, room - AROUND - String(size).length) : 2 * size;
    const shown = digits >> 1;
    if (2 * shown + (cut ? AROUND + String(size).length : 0) > most) return false;
    out.put(this.lead);
    out.at = putHex(out.view, out.at, bytes, from, from + Math.min(size, shown));
    if (!cut) {
      out.put(LINE);
      return true;
    }
    out.put(CUT);
    out.decimal(size);
    out.put(BYTES);
    return true;
  }
}

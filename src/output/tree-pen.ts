import { annotateSome } from '../codec/annotate.js';
import type { Loose } from '../codec/field.js';
import type { Layer } from '../codec/packet.js';
import type { Trace } from '../codec/reading.js';
import { Clean } from './clean.js';
import type { Look } from './format.js';
import { nodesIn } from './nodes.js';
import { Pen } from './pen.js';
import { TreeLines } from './tree-lines.js';
import { hasWide } from './width.js';

const utf8 = new TextEncoder();
const decoder = new TextDecoder();

/** A pen for lines: how they are to look is known. */
export class TreePen extends Pen {
  /** The text that was written last. */
  last = '';

  constructor(readonly look: Look) {
    super();
  }

  /** False: there is no room, or something that it takes is missing. */
  text(text: string): boolean {
    const { out, most } = this;
    const { bytes, at } = out;
    this.last = text;
    if (this.watch.lost || at + 3 * text.length > most) return false;
    out.at += utf8.encodeInto(text, bytes.subarray(at, most)).written;
    return true;
  }

  /** What was written from there on. */
  written(from: number): string {
    return decoder.decode(this.out.bytes.subarray(from, this.out.at));
  }

  /** Lines, each with its end. */
  lines(write: (lines: TreeLines) => void): boolean {
    const clean = new Clean(this.look);
    const tree = new TreeLines(this.bytes, this.look, clean);
    write(tree);
    if (!clean.plain && !hasWide()) {
      return false;
    }
    return this.text(tree.lines.map((line) => `${line}\n`).join(''));
  }

  /** Some fields of a structure by their objects. */
  fields(traces: readonly Trace[], values: Loose, layer: Layer, depth: number): boolean {
    const nodes = nodesIn(annotateSome(layer, traces, values), this.bytes);
    return this.lines((tree) => tree.nodes(nodes, '', depth));
  }
}

import { Literal } from '../codec/out.js';
import type { TreePen } from './tree-pen.js';

/** Texts that are remembered: each takes a line or more. */
const MOST = 1024;
const LONGEST = 256;

/** Lines that follow from a text alone: few names are met again and again. */
export class TreeTexts {
  private known = new Map<string, Literal>();

  /** False: another way is needed. */
  write(pen: TreePen, text: string, anew: () => boolean): boolean {
    const found = this.known.get(text);
    if (found !== undefined) {
      pen.out.put(found);
      return pen.out.at <= pen.most;
    }
    const { watch } = pen;
    watch.begin();
    const written = anew();
    watch.end();
    if (!written || !watch.keeps || watch.bits.length > 0 || text.length > LONGEST) return written;
    if (this.known.size >= MOST) this.known = new Map();
    this.known.set(text, new Literal(pen.last));
    return true;
  }
}

import { Literal, type Out } from '../codec/out.js';
import type { View } from '../codec/view.js';
import { Clean } from './clean.js';
import { Epoch } from './epoch.js';
import type { Look } from './format.js';
import { TreeLines } from './tree-lines.js';
import { addFrame } from './tree-packet.js';

const FRAME = new Literal('Frame ');
const LENGTH = new Literal(': ');
const ONE_WIRE = new Literal(' byte on the wire, ');
const WIRE = new Literal(' bytes on the wire, ');
const CAPTURED = new Literal(' captured\n');
const TIME = new Literal('    Time: ');
const SINCE = new Literal(' s since 1970\n');
/** Longer comments go where there is room for any. */
const MOST = 1024;

/** What is known of a packet beside its bytes, in lines. */
export class TreeFrame {
  private readonly epoch = new Epoch();
  private more: View['more'];
  private linktype: number | undefined;
  /** What most packets have alike; undefined: they have something unusual. */
  private rest: Literal | undefined;

  constructor(private readonly look: Look) {
    this.rest = this.restOf(undefined, undefined);
  }

  /** False: another way is needed. */
  write(view: View, out: Out): boolean {
    const { more, linktype } = view;
    if (more !== this.more || linktype !== this.linktype) {
      this.more = more;
      this.linktype = linktype;
      this.rest = this.restOf(more, linktype);
    }
    if (this.rest === undefined || !Epoch.fits(view)) return false;
    out.put(FRAME);
    out.decimal(view.number);
    out.put(LENGTH);
    out.decimal(view.len);
    out.put(view.len === 1 ? ONE_WIRE : WIRE);
    out.decimal(view.end - view.start);
    out.put(CAPTURED);
    if (view.timed) {
      out.put(TIME);
      this.epoch.write(out, view);
      out.put(SINCE);
    }
    out.put(this.rest);
    return true;
  }

  private restOf(more: View['more'], linktype: number | undefined): Literal | undefined {
    const clean = new Clean(this.look);
    const lines = new TreeLines(new Uint8Array(0), this.look, clean);
    addFrame({ ...(linktype === undefined ? {} : { linktype }), ...more }, lines);
    const text = lines.lines.map((line) => `${line}\n`).join('');
    const usual = clean.plain && text.length <= MOST && !('time' in { ...more });
    return usual ? new Literal(text) : undefined;
  }
}

import { Literal, type Out } from '../codec/out.js';
import type { View } from '../codec/view.js';
import { visibleJson } from '../codec/visible.js';
import { Epoch } from './epoch.js';

const NUMBER = new Literal('{"frame":{"number":');
const TIME = new Literal(',"time":"');
const LEN = new Literal(',"len":');
const CAPLEN = new Literal(',"caplen":');
const QUOTE = 34;
const OTHER = new Literal('{"frame":');
const LAYERS = new Literal(',"layers":[');

/** Keys that need a look at where they stand. */
const OWN = new Set(['number', 'time', 'len', 'caplen', 'linktype']);
/** What is known of a packet beside its bytes, up to where its layers are listed. */
export class FrameText {
  private readonly epoch = new Epoch();
  private more: View['more'];
  private linktype: number | undefined;
  /** What most packets have alike; undefined: they have something unusual. */
  private rest: Literal | undefined = restOf(undefined, undefined);

  write(view: View, out: Out): void {
    const { more, linktype } = view;
    if (more !== this.more || linktype !== this.linktype) {
      this.more = more;
      this.linktype = linktype;
      this.rest = restOf(more, linktype);
    }
    if (this.rest === undefined || !Epoch.fits(view)) {
      out.put(OTHER);
      out.text(visibleJson(JSON.stringify(view.packet().frame)));
      out.put(LAYERS);
      return;
    }
    out.put(NUMBER);
    out.decimal(view.number);
    if (view.timed) {
      out.put(TIME);
      this.epoch.write(out, view);
      out.byte(QUOTE);
    }
    const caplen = view.end - view.start;
    if (view.len === caplen && caplen < USUAL) {
      out.put(whole[caplen] ?? wholeOf(caplen));
    } else {
      out.put(LEN);
      out.decimal(view.len);
      out.put(CAPLEN);
      out.decimal(caplen);
    }
    out.put(this.rest);
  }
}

/** Lengths of packets that are all there: as long as Ethernet has them. */
const USUAL = 1536;
const whole: (Literal | undefined)[] = new Array(USUAL).fill(undefined);

function wholeOf(length: number): Literal {
  const made = new Literal(`,"len":${length},"caplen":${length}`);
  whole[length] = made;
  return made;
}

function restOf(more: View['more'], linktype: number | undefined): Literal | undefined {
  const known = { ...(linktype === undefined ? {} : { linktype }), ...more };
  const members = Object.keys(known).length ? `,${JSON.stringify(known).slice(1, -1)}` : '';
  const twice = Object.keys(more ?? {}).some((key) => OWN.has(key));
  if (twice || members === ',' || members.length > MOST) return undefined;
  return new Literal(`${visibleJson(members)}},"layers":[`);
}

/** Longer comments go where there is room for any. */
const MOST = 1024;

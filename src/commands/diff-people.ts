import type { Packet } from '../codec/packet.js';
import type { Comparison } from '../compare/comparison.js';
import { ascii } from '../output/ascii.js';
import { Clean } from '../output/clean.js';
import type { Look } from '../output/format.js';
import { writeOut } from '../output/standard-output.js';
import { hasWide, loadWide, widthOf, wrapped } from '../output/width.js';
import { counted, grouped } from '../protocols/words.js';
import type { FlowRest, Report, Totals } from './diff-report.js';
import { comparisonLines, folded, nameOf, packetText } from './diff-screen.js';
import { changeText } from './diff-values.js';

const FIRST = 10;
/** Packets of one conversation that are named. */
const NAMED = 8;

/** Differences as people read them. */
export class ForPeople implements Report {
  private pairs = 0;
  private others = 0;
  private begun = false;

  constructor(
    private readonly look: Look,
    private readonly options: { brief?: boolean; all?: boolean },
    /** Neither has more than one packet. */
    private readonly single: boolean,
  ) {}

  async pair(comparison: Comparison): Promise<void> {
    if (this.over(this.pairs++)) return;
    const { look, single } = this;
    if (!this.options.brief) {
      return this.write(await comparisonLines(comparison, look, !single));
    }
    const line = briefLine(comparison, look, single);
    if (line.clean.plain || hasWide()) return this.write([line.text]);
    await loadWide();
    this.write([briefLine(comparison, look, single).text]);
  }

  async alone(side: 'a' | 'b', packet: Packet): Promise<void> {
    if (this.over(this.others++)) return;
    const clean = new Clean(this.look);
    const text = packetText(packet, this.look, clean);
    if (!clean.plain) await loadWide();
    const lead = `only in ${side.toUpperCase()}  `;
    const { width } = this.look;
    const [first = '', ...rest] = folded(lead + text, width, lead.length);
    const [short] = wrapped(first, width - 2);
    this.write(this.options.brief && rest.length ? [`${short} …`] : [first, ...rest], true);
  }

  rest({ flow, side, numbers, whole }: FlowRest): void {
    if (this.over(this.others++)) return;
    const clean = new Clean(this.look);
    const named = numbers.slice(0, NAMED).map((n) => `#${n}`);
    const more = numbers.length > NAMED ? ', …' : '';
    const what = whole ? 'the conversation' : counted(numbers.length, 'packet');
    const all = whole ? `${counted(numbers.length, 'packet')}, ` : '';
    const lead = `only in ${side.toUpperCase()}  `;
    const text = `${lead}${what} ${flow}: ${all}${named.join(', ')}${more}`;
    this.write(folded(clean.of(text), this.look.width, lead.length), true);
  }

  end(totals: Totals, single: boolean): void {
    if (single) return;
    const left = [
      ...(this.pairs > FIRST && !this.options.all
        ? [`${counted(this.pairs - FIRST, 'more pair')} that differ`]
        : []),
      ...(this.others > FIRST && !this.options.all
        ? [`${grouped(this.others - FIRST)} more that one lacks`]
        : []),
    ];
    const lines = left.length ? [`… and ${left.join(', ')}: --all shows them`] : [];
    lines.push(totalsText(totals));
    this.write(lines, this.options.brief);
  }

  private over(count: number): boolean {
    return count >= FIRST && !this.options.all;
  }

  /** `close`: without an empty line before it, if what stands there is of its kind. */
  private write(lines: readonly string[], close = this.options.brief): void {
    const before = this.begun && !close ? [''] : [];
    this.begun = true;
    const all = [...before, ...lines];
    writeOut(`${(this.look.ascii ? all.map(ascii) : all).join('\n')}\n`);
  }
}

function totalsText({ pairs, same, differ, onlyA, onlyB }: Totals): string {
  const parts = [
    `${counted(pairs, 'pair')}: ${grouped(same)} the same, ${grouped(differ)} ${
      differ === 1 ? 'differs' : 'differ'
    }`,
    ...(onlyA ? [`${grouped(onlyA)} only in A`] : []),
    ...(onlyB ? [`${grouped(onlyB)} only in B`] : []),
  ];
  return parts.join('; ');
}

/** `#3  ip.ttl 64 → 63, ip.checksum follows` */
function briefLine(comparison: Comparison, look: Look, single: boolean) {
  const clean = new Clean(look);
  const { a, b } = comparison;
  const shown = comparison.told.filter(({ ignored }) => !ignored);
  const causes = shown.filter((one) => one.causes.length === 0);
  const items = [
    ...comparison.all.frame.map(
      (one) => `${one.name} ${clean.own(one.a ?? 'none')} → ${clean.own(one.b ?? 'none')}`,
    ),
    ...causes.map((one) => {
      const { change } = one;
      return change.kind === 'field' ? `${change.name} ${changeText(change, clean)}` : nameOf(one);
    }),
  ];
  const [x, y] = [a.frame.number, b.frame.number];
  let text = single ? '' : x === y ? `#${x}  ` : `#${x}, #${y}  `;
  const followers = shown.length - causes.length;
  const tail = followers ? `, ${followers} that ${followers === 1 ? 'follows' : 'follow'}` : '';
  for (const [i, item] of items.entries()) {
    const more = `${i ? ', ' : ''}${clean.of(item)}`;
    const rest = items.length - i - 1 ? ', … 99 more' : '';
    if (i > 0 && widthOf(text + more + rest + tail) > look.width) {
      text += `, … ${items.length - i} more`;
      break;
    }
    text += more;
  }
  return { text: text + tail, clean };
}

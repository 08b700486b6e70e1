import type { Annotation } from '../codec/annotate.js';
import type { Layer, Packet } from '../codec/packet.js';
import type { LayerChange, Part } from '../compare/compare.js';
import type { Comparison } from '../compare/comparison.js';
import type { Told } from '../compare/follow.js';
import { Clean } from '../output/clean.js';
import type { Look } from '../output/format.js';
import { summaryText } from '../output/summary.js';
import { hasWide, loadWide, widthOf, wrapped } from '../output/width.js';
import { counted, inBytes } from '../protocols/words.js';
import { dumpLines } from './diff-dump.js';
import { changeText, type Said, sidesOf } from './diff-values.js';

/** All that differs between two packets, for people. */
export async function comparisonLines(
  comparison: Comparison,
  look: Look,
  numbered: boolean,
): Promise<string[]> {
  const clean = new Clean(look);
  const lines = new Screen(comparison, look, clean, numbered).lines();
  if (clean.plain || hasWide()) return lines;
  // Letters beyond ASCII can be measured from now on.
  await loadWide();
  return new Screen(comparison, look, new Clean(look), numbered).lines();
}

/** `#3  a summary  74 bytes`: which packet it is. */
export function packetText(packet: Packet, look: Look, clean: Clean, numbered = true): string {
  const number = numbered ? [`#${packet.frame.number ?? 1}`] : [];
  return [...number, clean.of(summaryText(packet, look)), inBytes(packet.bytes.length)].join('  ');
}

/** Columns for the names of fields, and for what stands before a value. */
const WIDEST_NAME = 28;
const NARROW = 60;
/** Fields of a layer that only one packet has. */
const MOST_FIELDS = 16;

class Screen {
  private readonly told: readonly Told[];
  private readonly shown: readonly Told[];
  private readonly nameWidth: number;

  constructor(
    private readonly comparison: Comparison,
    private readonly look: Look,
    private readonly clean: Clean,
    private readonly numbered: boolean,
  ) {
    this.told = comparison.told;
    this.shown = this.told.filter(({ ignored }) => !ignored);
    const names = this.shown.flatMap(({ change }) =>
      change.kind === 'field' ? change.name : topsOf(change).map(({ filter }) => filter),
    );
    const others = comparison.all.frame.map(({ name }) => name);
    const longest = Math.max(...[...names, ...others].map(({ length }) => length), 0);
    this.nameWidth = look.width < NARROW ? 0 : Math.min(longest, WIDEST_NAME);
  }

  lines(): string[] {
    const { all } = this.comparison;
    return [
      ...this.heads(),
      ...this.frameLines(),
      ...all.parts.flatMap((part) => this.partLines(part)),
      '',
      ...dumpLines(all, this.told, this.look),
      '',
      ...this.countLines(),
    ];
  }

  /** What stands before a value, below the name. */
  private get lead(): string {
    return ' '.repeat(this.nameWidth ? this.nameWidth + 4 : 4);
  }

  private heads(): string[] {
    const { look, clean, comparison, numbered } = this;
    const [a, b] = [comparison.a, comparison.b].map((packet) =>
      packetText(packet, look, clean, numbered),
    ) as [string, string];
    const texts = a === b ? [`A, B  ${a}`] : [`A  ${a}`, `B  ${b}`];
    return texts
      .flatMap((text) => this.hanging('', text, 3))
      .map((line) => look.paint.strong(line));
  }

  private frameLines(): string[] {
    const { frame } = this.comparison.all;
    if (frame.length === 0) return [];
    const said = (text: string | undefined): Said | undefined =>
      text === undefined ? undefined : { value: this.clean.own(text), meaning: '' };
    return [
      '',
      this.look.paint.strong('Frame'),
      ...frame.flatMap(({ name, a, b }) => this.fieldLines(name, said(a), said(b), [])),
    ];
  }

  private partLines(part: Part): string[] {
    const own = this.shown.filter((one) => one.part === part);
    const listed = own.filter(({ causes }) => causes.length !== 1);
    const lines = listed.flatMap((one) =>
      one.change.kind === 'layer' ? this.layerLines(one, one.change) : this.changeLines(one),
    );
    for (const { name, a, b } of part.verdicts) {
      const text = `${name} ${a.text} in both: in A ${a.meaning}, in B ${b.meaning}`;
      lines.push(...this.hanging('  ', this.clean.of(text), 2));
    }
    return lines.length ? ['', ...this.titleLines(part), ...lines] : [];
  }

  private titleLines(part: Part): string[] {
    const { a, b } = part;
    const layer = (a ?? b) as Layer;
    const [inA, inB] = [placeOf(a), placeOf(b)];
    const only = a ? 'only in A' : 'only in B';
    const place =
      a && b
        ? inA === inB
          ? inA
          : `${inA} of A, ${inB} of B`
        : `${part.reread ? 'so read ' : ''}${only}, ${inA || inB}`;
    const title = this.clean.of(`${layer.protocol.title}, ${place}`);
    const { paint, width } = this.look;
    return wrapped(title, width).map((line) => paint.strong(paint.layer(layer.index, line)));
  }

  private changeLines(one: Told): string[] {
    const { change, causes } = one;
    if (change.kind === 'layer') return [];
    const { a, b } = this.comparison;
    const sides = sidesOf(change, { a: a.bytes, b: b.bytes }, this.clean);
    const lead = this.lead.length;
    const beside = causes.length
      ? listed('follows from ', causes.map(nameOf), this.look.width - lead)
      : this.followLines(one, lead);
    return this.fieldLines(change.name, sides.a, sides.b, beside);
  }

  /** What follows from a change alone, in lines of that room. */
  private followLines(cause: Told, lead: number): string[] {
    const led = this.shown.filter(({ causes }) => causes.length === 1 && causes[0] === cause);
    const items = led.map(({ change }) =>
      change.kind === 'field'
        ? `${change.name} ${changeText(change, this.clean)}`
        : nameOf({ change }),
    );
    return listed(`follow${led.length === 1 ? 's' : ''} from it: `, items, this.look.width - lead);
  }

  /** `name  A  value  meaning`, and B below it. */
  private fieldLines(
    name: string,
    a: Said | undefined,
    b: Said | undefined,
    beside: readonly string[],
  ): string[] {
    const { nameWidth, look, lead } = this;
    const { paint } = look;
    const fits = name.length <= nameWidth;
    const values = [a?.value ?? '', b?.value ?? ''].map(widthOf);
    const widest = Math.min(Math.max(...values), 24);
    const side = (letter: string, said: Said | undefined): string[] => {
      if (!said) return [`${letter}  none`];
      const gap = ' '.repeat(Math.max(0, widest - widthOf(said.value)) + 2);
      return this.wrap(`${letter}  ${said.value}${said.meaning && gap}${said.meaning}`, lead, 3);
    };
    const lines = [
      ...side('A', a).map(paint.bad),
      ...side('B', b).map(paint.good),
      ...beside.map((text) => this.clean.of(text)),
    ];
    const first = `  ${name}`.padEnd(lead.length);
    return fits
      ? lines.map((line, i) => (i === 0 ? first : lead) + line)
      : [`  ${name}`, ...lines.map((line) => lead + line)];
  }

  private wrap(text: string, lead: string, inner: number): string[] {
    return folded(text, this.look.width - lead.length, inner);
  }

  private hanging(lead: string, text: string, inner: number): string[] {
    return this.wrap(text, lead, inner).map((line) => lead + line);
  }

  /** What stands in a layer that the other lacks. */
  private layerLines(told: Told, change: LayerChange): string[] {
    const { part } = told;
    if (part.reread) return ['  the same bytes, read as something else'];
    const layer = (change.a ?? change.b) as Layer;
    const tops = topsOf(change);
    const { paint } = this.look;
    const [letter, colour] = change.a ? ['A', paint.bad] : ['B', paint.good];
    const { lead } = this;
    const lines = tops.slice(0, MOST_FIELDS).flatMap((a) => {
      const field = { kind: 'field', name: a.filter, a, b: undefined, ignored: false } as const;
      const said = sidesOf(field, { a: layer.packet.bytes, b: layer.packet.bytes }, this.clean).a;
      const text = [letter, said?.value, said?.meaning].filter(Boolean).join('  ');
      const [first = '', ...rest] = this.wrap(text, lead, 3).map(colour);
      const fits = a.filter.length <= this.nameWidth;
      const start = fits
        ? [`  ${a.filter}`.padEnd(lead.length) + first]
        : [`  ${a.filter}`, lead + first];
      return [...start, ...rest.map((line) => lead + line)];
    });
    const more = tops.length - MOST_FIELDS;
    if (more > 0) lines.push(`  … and ${counted(more, 'more field')}`);
    return [...lines, ...this.followLines(told, 2).map((text) => `  ${this.clean.of(text)}`)];
  }

  private countLines(): string[] {
    const fields = this.shown.filter(
      ({ change, causes }) => change.kind === 'field' && !causes.length,
    );
    const layers = this.shown.filter(
      ({ change, causes }) => change.kind === 'layer' && !causes.length,
    );
    const followers = this.shown.length - fields.length - layers.length;
    const { frame } = this.comparison.all;
    const parts = [
      ...(fields.length + frame.length
        ? [`${counted(fields.length + frame.length, 'field')}`]
        : []),
      ...(layers.length ? [counted(layers.length, 'layer')] : []),
    ];
    const single = fields.length + frame.length + layers.length === 1;
    const more = followers ? `; ${followers} more ${followers === 1 ? 'follows' : 'follow'}` : '';
    const lines = [`${parts.join(' and ')} ${single ? 'differs' : 'differ'}${more}`];
    const ignored = this.told.filter((one) => one.ignored).map(nameOf);
    if (ignored.length) lines.push(`ignored: ${[...new Set(ignored)].join(', ')}`);
    return lines.flatMap((line) => this.hanging('', this.clean.of(line), 2));
  }
}

/** Lines of at most so many columns, those behind the first one indented. */
export function folded(text: string, width: number, inner: number): string[] {
  const room = Math.max(12, width - inner);
  const [first = '', ...rest] = wrapped(text, room + inner);
  if (rest.length === 0) return [first];
  const others = wrapped(text.slice(first.length).trimStart(), room);
  return [first, ...others.map((line) => ' '.repeat(inner) + line)];
}

/** A field's name; a layer's where it stands for all of it. */
export function nameOf({ change }: Pick<Told, 'change'>): string {
  if (change.kind === 'field') return change.name;
  return `${(change.a ?? change.b)?.protocol.short} only in ${change.a ? 'A' : 'B'}`;
}

function placeOf(layer: Layer | undefined): string {
  if (!layer) return '';
  const { offset, body } = layer;
  return body > offset + 1 ? `bytes ${offset}–${body - 1}` : `byte ${offset}`;
}

/** The fields of a layer that only one has. */
function topsOf({ a, b }: LayerChange): readonly Annotation[] {
  const all = (a ?? b)?.annotations ?? [];
  return all.filter(({ depth, width }) => depth === 0 && width > 0);
}

/** As many items in a line as have room, apart by commas. */
function listed(head: string, items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = head;
  for (const [i, item] of items.entries()) {
    const text = `${item}${i + 1 < items.length ? ', ' : ''}`;
    if (i > 0 && line.length + text.trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = '  ';
    }
    line += text;
  }
  return items.length ? [...lines, line].flatMap((one) => wrapped(one, width)) : [];
}

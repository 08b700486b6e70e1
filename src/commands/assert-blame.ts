import type { Catalog } from '../codec/catalog.js';
import type { View } from '../codec/view.js';
import { visible } from '../codec/visible.js';
import { Clean } from '../output/clean.js';
import type { Look } from '../output/format.js';
import { hasWide, loadWide, wrapped } from '../output/width.js';
import { type Actual, Actuals } from './assert-values.js';
import { packetText } from './diff-screen.js';

/** A packet that is otherwise, and what it holds. */
export interface Blamed {
  readonly lines: readonly string[];
  readonly json: unknown;
}

/** Shows packets with what they hold of the fields in question. */
export class Blame {
  private readonly actuals: Actuals;

  constructor(
    catalog: Catalog,
    names: readonly string[],
    private readonly look: Look,
  ) {
    this.actuals = new Actuals(catalog, names);
  }

  async of(view: View): Promise<Blamed> {
    const actuals = this.actuals.of(view);
    const clean = new Clean(this.look);
    const made = this.linesOf(view, actuals, clean);
    if (!clean.plain && !hasWide()) await loadWide();
    const lines = clean.plain ? made : this.linesOf(view, actuals, clean);
    const values = actuals.map(({ name, values: all }) => [name, all.map(({ text }) => text)]);
    const summary = packetText(view.packet(), this.look, clean, false);
    return { lines, json: { number: view.number, summary, values: Object.fromEntries(values) } };
  }

  lines(all: readonly Blamed[]): string[] {
    return all.flatMap(({ lines }) => [...lines, '']);
  }

  /** What somebody typed. */
  static quoted(text: string): string {
    return visible(text.replace(/\s+/g, ' '));
  }

  private linesOf(view: View, actuals: readonly Actual[], clean: Clean): string[] {
    const { look } = this;
    const head = wrapped(packetText(view.packet(), look, clean), look.width);
    const longest = Math.min(Math.max(...actuals.map(({ name }) => name.length), 0), 32);
    return [
      ...head.map((line, i) => look.paint.strong(`${i ? '    ' : ''}${line}`)),
      ...actuals.flatMap(({ name, values }) => {
        const lead = `  ${name.padEnd(longest)}  `;
        if (values.length === 0) return [`${lead}${look.paint.dim('not there')}`];
        return values.flatMap(({ text, meaning, own }, i) => {
          const value = own ? clean.own(text) : clean.of(text);
          const said = meaning && meaning !== text ? `${value}  ${clean.of(meaning)}` : value;
          const room = Math.max(16, look.width - lead.length);
          return wrapped(said, room).map(
            (line, j) => `${i + j ? ' '.repeat(lead.length) : lead}${line}`,
          );
        });
      }),
    ];
  }
}

import type { Loose } from './field.js';
import { closest } from './number.js';
import type { Protocol } from './protocol.js';
import { Table } from './table.js';

/** All protocols of a program, and who follows whom. */
export class Catalog {
  readonly protocols: Protocol[] = [];
  private readonly tables = new Map<string, Table>();
  private readonly byName = new Map<string, Protocol[]>();
  /** What the user said of numbers, by table. */
  readonly told = new Map<string, Table>();
  private readonly linktypes = this.table('linktype');
  /** The one that was asked for last, as for most packets. */
  private lately = -1;
  private first: Protocol | undefined;

  constructor(
    protocols: readonly Protocol[],
    /** What bytes are that no protocol claims. */
    readonly data: Protocol,
  ) {
    this.add(protocols);
  }

  /** Takes in more protocols: those that are there already find them. */
  add(protocols: readonly Protocol[]): this {
    for (const p of protocols) {
      this.protocols.push(p);
      p.catalog = this;
      this.byName.set(p.name, [...(this.byName.get(p.name) ?? []), p]);
      for (const [name, numbers] of Object.entries(p.declaration.carriedBy ?? {})) {
        const table = this.table(name);
        for (const number of [numbers].flat() as number[]) {
          const taken = table.get(number);
          if (taken) throw new Error(`${name} ${number} is claimed by ${taken.name} and ${p.name}`);
          table.set(number, p);
        }
      }
    }
    return this;
  }

  /** Who is carried under which number. */
  table(name: string): Table {
    let table = this.tables.get(name);
    if (table) return table;
    table = new Table();
    this.tables.set(name, table);
    return table;
  }

  /** From now on `inner` follows under these numbers, whatever the table says. */
  tell(name: string, first: number, last: number, inner: Protocol): void {
    const table = this.told.get(name) ?? new Table();
    this.told.set(name, table);
    for (let number = first; number <= last; number++) table.set(number, inner);
    this.first = undefined;
    for (const p of this.protocols) p.replan();
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** People know it by this name: `IPv4`. */
  private calledSo(name: string): string | undefined {
    const lower = name.toLowerCase();
    const names = (p: Protocol): string[] => [p.name, p.short, p.title];
    return this.protocols.find((p) => names(p).some((one) => one.toLowerCase() === lower))?.name;
  }

  /**
   * The protocol of that name, or an error that names the nearest. Where several share a name (SLL
   * and SLL2, DNS over UDP and over TCP): one that has these fields, best one that `carries` knows.
   */
  named(name: string, fields: Loose = {}, carries?: (p: Protocol) => boolean): Protocol {
    const all = this.byName.get(name) ?? [];
    const [first] = all;
    if (!first) {
      const near = this.calledSo(name) ?? closest(name, this.byName.keys());
      const hint = near ? `; did you mean '${near}'?` : '';
      throw new RangeError(`no protocol is called '${name}'${hint}`);
    }
    if (all.length === 1) return first;
    const fitting = all.filter((p) => Object.keys(fields).every((key) => p.plan.struct.has(key)));
    const those = fitting.length ? fitting : all;
    return (carries && those.find(carries)) ?? those[0] ?? first;
  }

  linktype(number: number): Protocol {
    if (number === this.lately && this.first !== undefined) return this.first;
    const told = this.told.get('linktype')?.get(number);
    this.first = told ?? this.linktypes.get(number);
    this.lately = number;
    return this.first ?? this.data;
  }

  /** The number of `inner` in the table, if it stands there. */
  static number(inner: Protocol | undefined, table: string): number | undefined {
    const numbers = inner?.declaration.carriedBy?.[table];
    return typeof numbers === 'object' ? numbers[0] : numbers;
  }
}

import type { Loose } from './field.js';
import { closest } from './number.js';
import type { Protocol, Table } from './protocol.js';

/** All protocols of a program, and who follows whom. */
export class Catalog {
  readonly tables = new Map<string, Table>();
  private readonly byName = new Map<string, Protocol[]>();

  constructor(
    readonly protocols: readonly Protocol[],
    /** What bytes are that no protocol claims. */
    readonly data: Protocol,
  ) {
    for (const p of protocols) {
      p.tables = this.tables;
      this.byName.set(p.name, [...(this.byName.get(p.name) ?? []), p]);
      for (const [name, numbers] of Object.entries(p.declaration.carriedBy ?? {})) {
        const table = this.tables.get(name) ?? new Map<number, Protocol>();
        this.tables.set(name, table);
        for (const number of [numbers].flat() as number[]) {
          const taken = table.get(number);
          if (taken) throw new Error(`${name} ${number} is claimed by ${taken.name} and ${p.name}`);
          table.set(number, p);
        }
      }
    }
  }

  /**
   * The protocol of that name, or an error that names the nearest. Where two share a name (SLL and
   * SLL2), the one that has these fields.
   */
  named(name: string, fields: Loose = {}): Protocol {
    const found = this.byName.get(name);
    const [first] = found ?? [];
    if (first) {
      const fits = found?.find((p) => Object.keys(fields).every((key) => p.plan.struct.has(key)));
      return fits ?? first;
    }
    const near = closest(name, this.byName.keys());
    throw new RangeError(
      `no protocol is called '${name}'${near ? `; did you mean '${near}'?` : ''}`,
    );
  }

  linktype(number: number): Protocol {
    return this.tables.get('linktype')?.get(number) ?? this.data;
  }

  /** The number of `inner` in the table, if it stands there. */
  static number(inner: Protocol | undefined, table: string): number | undefined {
    const numbers = inner?.declaration.carriedBy?.[table];
    return typeof numbers === 'object' ? numbers[0] : numbers;
  }
}

import type { Cell, Loose } from '../codec/field.js';
import type { Computed } from '../codec/protocol.js';
import type { Struct } from '../codec/struct.js';
import type { Spot, Watch } from './watch.js';

/** A part that was not read, as nobody asked for its value yet. */
export const UNREAD = Symbol('unread');

/** The values of a structure where it lies, each read when it is asked for. */
export class LazyValues {
  readonly values: Loose;
  /** By item: where it stands, and what was read of it. */
  readonly spots: readonly Spot[];
  readonly read: unknown[];

  constructor(
    struct: Struct,
    private readonly watch: Watch,
    private readonly bytes: () => Uint8Array,
    /** Gives a part that was not read. */
    private readonly other: (key: string) => unknown,
    /** The values of which these are the rest. */
    around: Loose | undefined,
    seals: readonly Computed[] = [],
  ) {
    this.values = around === undefined ? {} : (Object.create(around) as Loose);
    this.spots = struct.items.map(() => ({ start: 0 }));
    this.read = struct.items.map(() => UNREAD);
    struct.items.forEach((item, i) => {
      const spot = this.spots[i] as Spot;
      if (item.kind === 'run') {
        for (const cell of item.cells) this.addCell(this.values, cell.path, cell, spot);
      } else if (!item.inline) {
        this.add(this.values, item.path, () => this.part(i, item.key));
      } else {
        for (const key of rootsOf(item.field.alternatives ?? {})) {
          this.add(this.values, [key], () => this.part(i, key));
        }
      }
    });
    for (const { status } of seals) this.add(this.values, status, () => 'good');
  }

  private part(i: number, key: string): unknown {
    this.watch.keeps = false;
    const value = this.read[i];
    return value === UNREAD ? this.other(key) : value;
  }

  private add(object: Loose, path: readonly string[], get: () => unknown): void {
    let around = object;
    for (const key of path.slice(0, -1)) {
      // One of the same name may be inherited.
      if (!Object.hasOwn(around, key)) {
        Object.defineProperty(around, key, { value: {}, enumerable: true });
      }
      around = around[key];
    }
    const key = path[path.length - 1] as string;
    if (Object.hasOwn(around, key)) return;
    Object.defineProperty(around, key, { get, enumerable: true, configurable: true });
  }

  private addCell(object: Loose, path: readonly string[], cell: Cell, spot: Spot): void {
    const { bit, field, inner, alias } = cell;
    const { watch, bytes } = this;
    if (inner !== undefined) {
      const group: Loose = {};
      for (const one of inner) this.addCell(group, [one.key], one, spot);
      this.add(object, path, () => group);
      return;
    }
    const value = (): unknown => {
      watch.saw(spot, bit, field.bits);
      return cell.value(bytes(), spot.start);
    };
    if (alias === undefined) {
      this.add(object, path, value);
      return;
    }
    const under = (other: boolean) => (): unknown => {
      const found = value();
      return alias.when(found as number) === other ? found : undefined;
    };
    this.add(object, path, under(false));
    this.add(object, alias.key.split('.'), under(true));
  }
}

/** The first keys of all that may stand there. */
function rootsOf(alternatives: Readonly<Record<string, Record<string, unknown>>>): Set<string> {
  const keys = Object.values(alternatives).flatMap((fields) => Object.keys(fields));
  return new Set(keys.map((key) => key.split('.', 1)[0] as string));
}

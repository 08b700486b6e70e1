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
  private readonly shared: Shared;

  constructor(
    struct: Struct,
    private readonly watch: Watch,
    private readonly bytes: () => Uint8Array,
    /** Gives a part that was not read. */
    private readonly other: (key: string, item: number) => unknown,
    /** The values of which these are the rest. */
    around: Loose | undefined,
    seals: readonly Computed[] = [],
  ) {
    this.shared = sharedBy(struct);
    this.values = this.object(around);
    this.spots = struct.items.map(() => ({ start: 0 }));
    this.read = struct.items.map(() => UNREAD);
    struct.items.forEach((item, i) => {
      if (item.kind === 'run') {
        for (const cell of item.cells) this.addCell(this.values, cell.path, cell, i);
      } else if (!item.inline) {
        this.add(this.values, item.path, this.shared.partOf(i, item.key));
      } else {
        for (const key of rootsOf(item.field.alternatives ?? {})) {
          this.add(this.values, [key], this.shared.partOf(i, key));
        }
      }
    });
    for (const { status } of seals) this.add(this.values, status, good);
  }

  /** An object whose getters find these values. */
  private object(around?: Loose): Loose {
    const made: Loose = around === undefined ? {} : (Object.create(around) as Loose);
    Object.defineProperty(made, this.shared.owner, { value: this });
    return made;
  }

  /** Keys of what does not stand in the structure. */
  addOthers(keys: readonly string[]): void {
    for (const key of keys) this.add(this.values, [key], this.shared.partOf(-1, key));
  }

  part(i: number, key: string): unknown {
    this.watch.keeps = false;
    const value = i < 0 ? UNREAD : this.read[i];
    return value === UNREAD ? this.other(key, i) : value;
  }

  /** What stands in a cell of an item now. */
  cell(i: number, cell: Cell): unknown {
    const { start } = this.spots[i] as Spot;
    if (this.watch.on) this.watch.saw(this.spots[i] as Spot, cell.bit, cell.field.bits);
    return cell.value(this.bytes(), start);
  }

  /** The object in which the last key of a path is. */
  private around(object: Loose, path: readonly string[]): Loose {
    let around = object;
    for (const key of path.slice(0, -1)) {
      // One of the same name may be inherited.
      if (!Object.hasOwn(around, key)) {
        Object.defineProperty(around, key, { value: this.object(), enumerable: true });
      }
      around = around[key];
    }
    return around;
  }

  private add(object: Loose, path: readonly string[], get: () => unknown): void {
    this.define(object, path, { get });
  }

  private define(object: Loose, path: readonly string[], what: PropertyDescriptor): void {
    const around = this.around(object, path);
    const key = path[path.length - 1] as string;
    if (Object.hasOwn(around, key)) return;
    Object.defineProperty(around, key, { ...what, enumerable: true, configurable: true });
  }

  private addCell(object: Loose, path: readonly string[], cell: Cell, i: number): void {
    const { inner, alias } = cell;
    if (inner !== undefined) {
      const group = this.object();
      for (const one of inner) this.addCell(group, [one.key], one, i);
      this.define(object, path, { value: group });
      return;
    }
    const { get, other } = this.shared.gettersOf(cell, i);
    this.add(object, path, get);
    if (alias) this.add(object, alias.key.split('.'), other);
  }
}

const good = (): string => 'good';

interface Getters {
  get(this: Loose): unknown;
  /** Under its alias. */
  other(this: Loose): unknown;
}

/**
 * What all values of a structure have in common. Their getters are the same functions: objects of
 * which each has its own are slow to read, as no two of them are of one shape.
 */
class Shared {
  /** Under which an object holds the values that it belongs to. */
  readonly owner = Symbol('owner');
  private readonly getters = new Map<Cell, Getters>();
  private readonly parts = new Map<string, () => unknown>();

  /** A key of an item whose length varies. */
  partOf(i: number, key: string): () => unknown {
    const { owner, parts } = this;
    const name = `${i} ${key}`;
    const found = parts.get(name);
    if (found) return found;
    function get(this: Loose): unknown {
      return (this[owner as unknown as string] as LazyValues).part(i, key);
    }
    parts.set(name, get);
    return get;
  }

  gettersOf(cell: Cell, i: number): Getters {
    const found = this.getters.get(cell) ?? this.make(cell, i);
    this.getters.set(cell, found);
    return found;
  }

  private make(cell: Cell, i: number): Getters {
    const { owner } = this;
    const { alias } = cell;
    function value(object: Loose): unknown {
      return (object[owner as unknown as string] as LazyValues).cell(i, cell);
    }
    if (alias === undefined) {
      return {
        get() {
          return value(this);
        },
        other: () => undefined,
      };
    }
    const under = (object: Loose, other: boolean): unknown => {
      const found = value(object);
      return alias.when(found as number) === other ? found : undefined;
    };
    return {
      get() {
        return under(this, false);
      },
      other() {
        return under(this, true);
      },
    };
  }
}

const shared = new WeakMap<Struct, Shared>();
function sharedBy(struct: Struct): Shared {
  const found = shared.get(struct) ?? new Shared();
  shared.set(struct, found);
  return found;
}

/** The first keys of all that may stand there. */
function rootsOf(alternatives: Readonly<Record<string, Record<string, unknown>>>): Set<string> {
  const keys = Object.values(alternatives).flatMap((fields) => Object.keys(fields));
  return new Set(keys.map((key) => key.split('.', 1)[0] as string));
}

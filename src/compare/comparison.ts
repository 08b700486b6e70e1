import type { Packet } from '../codec/packet.js';
import { type Compared, compare } from './compare.js';
import { follow, isCaused, isSame, type Told } from './follow.js';
import type { Ignore } from './ignore.js';

/** Two packets, and what is not the same, causes apart from what follows from them. */
export class Comparison {
  private compared: Compared | undefined;
  private found: readonly Told[] | undefined;

  constructor(
    readonly a: Packet,
    readonly b: Packet,
    private readonly look: { readonly ignore: Ignore; readonly frame?: boolean },
  ) {}

  get all(): Compared {
    this.compared ??= compare(this.a, this.b, this.look);
    return this.compared;
  }

  /** Everything that differs, what is ignored too. */
  get told(): readonly Told[] {
    this.found ??= follow(this.all);
    return this.found;
  }

  /** No byte is another, and all are read alike. */
  get identical(): boolean {
    const { a, b } = this;
    return a.layers[0]?.protocol === b.layers[0]?.protocol && isSame(a.bytes, b.bytes);
  }

  /** Nothing differs but what is ignored. */
  get same(): boolean {
    if (this.look.frame && this.all.frame.length > 0) return false;
    if (this.identical) return true;
    const { a, b, look } = this;
    // Every byte belongs to a field.
    if (look.ignore.empty && !isSame(a.bytes, b.bytes)) return false;
    // Without anything that is ignored nothing can follow from it.
    const changes = this.all.parts.flatMap((part) => part.changes);
    if (!changes.some(({ ignored }) => ignored)) return changes.length === 0;
    if (isCaused(this.all)) return false;
    return this.told.every(({ ignored }) => ignored);
  }
}

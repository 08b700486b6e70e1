import type { Cuts } from './dissect.js';
import type { Protocol } from './protocol.js';

interface Stacked {
  readonly protocols: readonly Protocol[];
}

/** Stacks of layers that are remembered: in captures there are few. */
const MOST = 64;

/** What is worked out once for each stack of layers. */
export class ByStack<T extends Stacked> {
  readonly known: T[] = [];

  constructor(
    private readonly make: (protocols: readonly Protocol[]) => T,
    /** Hostile packets have more stacks than anybody remembers. */
    private readonly forgets: (one: T) => void = () => {},
  ) {}

  of(cuts: Cuts): T {
    const { known } = this;
    for (let i = 0; i < known.length; i++) {
      const one = known[i] as T;
      if (!isSame(one.protocols, cuts)) continue;
      // The commonest come first.
      if (i > 0) {
        known[i] = known[i - 1] as T;
        known[i - 1] = one;
      }
      return one;
    }
    const found = this.make(cuts.protocols.slice(0, cuts.count));
    if (known.length === MOST) this.forgets(known.pop() as T);
    known.push(found);
    return found;
  }
}

/** From the innermost on: those differ most. */
function isSame(protocols: readonly Protocol[], cuts: Cuts): boolean {
  const { count } = cuts;
  if (protocols.length !== count) return false;
  for (let i = count - 1; i >= 0; i--) if (protocols[i] !== cuts.protocols[i]) return false;
  return true;
}

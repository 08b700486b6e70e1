import { type Cuts, QUOTED } from '../../codec/dissect.js';
import type { Protocol } from '../../codec/protocol.js';
import { Ends } from './ends.js';

/** Nobody reads a tree of more branches; nonsense could grow any number. */
const MOST = 10_000;

/** A protocol where it stands: below all those around it. */
export class Branch {
  packets = 0;
  /** Of the whole packets, on the wire. */
  bytes = 0;
  readonly within: Branch[] = [];
  private known: Ends | undefined;

  constructor(
    readonly protocol: Protocol | undefined,
    private readonly around: Branch | undefined,
  ) {}

  /** Where packets of these layers, and no more, tell from where to where they go. */
  get ends(): Ends {
    this.known ??= new Ends(this.path());
    return this.known;
  }

  private path(): Protocol[] {
    const { protocol, around } = this;
    return protocol && around ? [...around.path(), protocol] : [];
  }
}

/** Packets by the layers that they consist of. */
export class ProtocolTree {
  readonly root = new Branch(undefined, undefined);
  private count = 0;

  /** Counts a packet, without another packet that it quotes; gives the branch of its last layer. */
  add(cuts: Cuts, size: number): Branch {
    let branch = this.root;
    for (let i = 0; i < cuts.count; i++) {
      if (((cuts.flags[i] as number) & QUOTED) !== 0) break;
      const next = this.next(branch, cuts.protocols[i] as Protocol);
      if (next === undefined) break;
      next.packets++;
      next.bytes += size;
      branch = next;
    }
    return branch;
  }

  private next(branch: Branch, protocol: Protocol): Branch | undefined {
    const { within } = branch;
    for (let i = 0; i < within.length; i++) {
      const one = within[i] as Branch;
      if (one.protocol === protocol) return one;
    }
    if (this.count === MOST) return undefined;
    this.count++;
    const made = new Branch(protocol, branch);
    within.push(made);
    return made;
  }
}

import type { Packet } from '../codec/packet.js';
import type { Comparison } from '../compare/comparison.js';
import type { FlowRest } from '../compare/flows.js';

export type { FlowRest };

/** How many packets there were of what kind. */
export interface Totals {
  pairs: number;
  same: number;
  differ: number;
  onlyA: number;
  onlyB: number;
}

/** Where the differences go. */
export interface Report {
  /** The packets of a pair, of which something is not the same. */
  pair(comparison: Comparison): void | Promise<void>;
  /** One that only A or only B has. */
  alone(side: 'a' | 'b', packet: Packet): void | Promise<void>;
  /** The same, of a conversation. */
  rest?(rest: FlowRest): void;
  end(totals: Totals, single: boolean): void;
}

import type { Annotation } from './annotate.js';
import type { Loose } from './field.js';
import type { Note } from './notes.js';

/** What is known of a packet beside its bytes. */
export interface Frame {
  readonly number?: number;
  /** Seconds with nanoseconds, as text: no number holds it exactly. */
  readonly time?: string;
  /** Bytes on the wire, and bytes that were captured. */
  readonly len: number;
  readonly caplen: number;
  readonly linktype?: number;
  /** As the capture names it. */
  readonly interface?: string;
  readonly direction?: 'in' | 'out';
  readonly comments?: readonly string[];
}

export interface LayerJson {
  protocol: string;
  offset?: number;
  length?: number;
  /** Surplus bytes behind the layer of that index, outside of its own length. */
  after?: number;
  fields: Loose;
  raw?: string;
  annotations?: readonly Annotation[];
}
export interface PacketJson {
  frame?: Frame;
  layers: LayerJson[];
  notes?: readonly Note[];
}

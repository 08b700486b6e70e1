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
  /** Bytes of the check sequence that ends frames, by the capture's word; 0: they have none. */
  readonly fcs?: number;
}

/** What else is known of frames that came without their check sequence, or lost it. */
export function unsealed<M extends Pick<Frame, 'fcs'>>(more: M | undefined) {
  if (more?.fcs === undefined) return more;
  const { fcs: _, ...rest } = more;
  return rest;
}

/** Those that are here of a frame's check sequence; negative: nobody tells whether it has one. */
export const fcsHere = (told: number | undefined, len: number, caplen: number): number =>
  told === undefined ? -1 : Math.max(0, told - Math.max(0, len - caplen));

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

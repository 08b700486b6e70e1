import type { Out } from '../codec/out.js';
import type { Packet } from '../codec/packet.js';
import type { View } from '../codec/view.js';
import type { Paint } from './paint.js';

/** What was asked of the output, whatever its format. */
export interface Look {
  /** Columns there are. */
  readonly width: number;
  /** No letter outside of ASCII. */
  readonly ascii: boolean;
  readonly paint: Paint;
  /** With JSON: place, bits and meaning of every field. */
  readonly annotate: boolean;
}

/** Packets to somewhere: made once a run, called for each packet. */
export interface Format {
  begin?(out: Out): void;
  /** A promise only where something is to be loaded first. */
  packet(packet: Packet, out: Out): void | Promise<void>;
  /** The same, for formats that need no objects: captures have millions of packets. */
  view?(view: View, out: Out): void | Promise<void>;
  end?(out: Out): void;
}

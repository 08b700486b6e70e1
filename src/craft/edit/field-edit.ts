import type { Cell } from '../../codec/field.js';
import type { Protocol } from '../../codec/protocol.js';
import type { InPlace, Write } from './in-place.js';
import type { Nth } from './target.js';

/** What is done to a field at the fixed head of a header. */
export interface HeadEdit {
  /** `ip.ttl` */
  readonly name: string;
  readonly cell: Cell;
  /** The group that it stands in: all of that has to be there. */
  readonly group?: Cell | undefined;
  readonly nth: Nth;
  readonly write: Write;
  /** It always writes the same. */
  readonly constant?: boolean;
  /** Told that some packet has it. */
  readonly of?: { met: boolean };
}

/** An edit of fields where they stand: no packet becomes longer or shorter. */
export interface FieldEdit {
  /** It concerns what is no field of a header. */
  readonly everywhere?: boolean;
  /** What it does at the fixed heads of such layers. */
  heads(protocol: Protocol): readonly HeadEdit[];
  /** It may do something to other fields of theirs. */
  deeper(protocol: Protocol): boolean;
  /** Also where such a header has nothing but its fixed head. */
  anyway?(protocol: Protocol): boolean;
  /** Does all of it to a packet. */
  apply(place: InPlace): void;
}

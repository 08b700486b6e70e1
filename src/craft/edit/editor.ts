import { Catalog } from '../../codec/catalog.js';
import { FieldError } from '../../codec/field.js';
import { unsealed } from '../../codec/frame.js';
import { decodeWith, type Frame, type Packet } from '../../codec/packet.js';
import type { Protocol } from '../../codec/protocol.js';
import type { View } from '../../codec/view.js';
import { carries } from '../lower.js';
import { type ByteEdit, withBytes } from './bytes.js';
import type { Change } from './change.js';
import type { FieldEdit } from './field-edit.js';
import { type Fix, fixedLengths, fixedSums } from './fix.js';
import { InPlace } from './in-place.js';
import { mutated } from './mutate.js';
import { type LayerEdit, Unfit } from './pieces.js';
import { Quick } from './quick.js';
import { type Piece, piecesOf, rebuilt } from './rebuild.js';
import { isForPieces, setIn, unsetIn } from './restructure.js';
import type { Setting } from './setting.js';
import { Settings } from './settings.js';
import { type CountTell, lastFor } from './stacks.js';

/** All that is to be done to each packet, in this order. */
export interface Edits {
  /** Layers that come and go. */
  readonly layers: readonly LayerEdit[];
  readonly settings: readonly Setting[];
  readonly unsets: readonly Setting[];
  /** Maps of addresses, and what else is done to fields before they are set. */
  readonly fields: readonly FieldEdit[];
  readonly bytes: readonly ByteEdit[];
  /** Packets have so many bytes at most. */
  readonly most: number | undefined;
  /** Bits that are flipped. */
  readonly mutations: number;
  readonly seed: number;
  /** Lengths and sums go with what they depend on. */
  readonly follows: boolean;
  readonly fix: Fix | undefined;
}

/** What became of a packet. */
export interface Edited {
  readonly changes: readonly Change[];
  /** What could not be done in it, and why. */
  readonly problem: string | undefined;
}

/** A length that was mended may show others that are wrong. */
const ROUNDS = 8;
const NOTHING: Edited = { changes: [], problem: undefined };

/** Edits packets where they lie in a view. */
export class Editor {
  /** Fields that were found in some packet. */
  private readonly inPlace: readonly FieldEdit[];
  private readonly rebuilds: boolean;
  private readonly quick: Quick | undefined;

  constructor(
    private readonly edits: Edits,
    /** How captures say that a packet starts with IP. */
    private readonly raw: Protocol | undefined,
  ) {
    const { settings, unsets, fields, layers, bytes, most, mutations, follows, fix } = edits;
    this.inPlace = settings.length > 0 ? [...fields, new Settings(settings)] : fields;
    this.rebuilds = layers.length + unsets.length > 0;
    const rest = bytes.length + mutations + (most === undefined ? 0 : 1);
    const everywhere = fields.some((one) => one.everywhere);
    if (!this.rebuilds && rest === 0 && fix === undefined && !everywhere) {
      this.quick = new Quick(this.inPlace, follows);
    }
  }

  /** How many packets each field of was changed without telling of each. */
  counts(tell: CountTell): void {
    this.quick?.counts(tell);
  }

  /** What follows the first layer of this protocol need not be known for `quickly`. */
  last(catalog: Catalog): Protocol | undefined {
    return this.quick && lastFor(this.inPlace, catalog);
  }

  /** The same without telling what was changed; undefined: `edit` has to do it. */
  quickly(view: View): boolean | undefined {
    const { quick } = this;
    if (!quick?.apply(view)) return undefined;
    return quick.changed;
  }

  /** Edits the packet, whose layers are known; what it was is lost. */
  edit(view: View): Edited {
    const changes: Change[] = [];
    const tell = (change: Change): void => {
      changes.push(change);
    };
    let problem: string | undefined;
    const packet = view.packet();
    let now = packet;
    const go = (bytes: Uint8Array, first?: Protocol): void => {
      if (bytes !== now.bytes) now = again(now, bytes, first);
    };
    const marks = changes.length;
    try {
      this.restructure(now, tell, go);
    } catch (error) {
      if (!(error instanceof Unfit || error instanceof FieldError || error instanceof RangeError)) {
        throw error;
      }
      changes.length = marks;
      problem = error.message;
    }
    problem ??= this.change(now, tell, go, () => now);
    if (changes.length === 0 && now === packet) {
      return problem === undefined ? NOTHING : { changes, problem };
    }
    this.lay(view, packet, now);
    return { changes: joined(changes), problem };
  }

  private restructure(
    packet: Packet,
    tell: (change: Change) => void,
    go: (bytes: Uint8Array, first?: Protocol) => void,
  ): void {
    const { layers, settings, unsets, follows } = this.edits;
    if (!this.rebuilds && !settings.some((one) => isForPieces(packet.layers, one))) return;
    const pieces: Piece[] = piecesOf(packet);
    let done = false;
    for (const one of layers) {
      const applied = one.apply(pieces, tell);
      one.met ||= applied;
      done ||= applied;
    }
    for (const one of unsets) done = unsetIn(pieces, one, tell) || done;
    for (const one of settings) done = setIn(pieces, one, tell) || done;
    if (done)
      go(rebuilt(packet, pieces, follows, tell), pieces[0]?.protocol ?? packet.catalog.data);
  }

  private change(
    packet: Packet,
    tell: (change: Change) => void,
    go: (bytes: Uint8Array) => void,
    now: () => Packet,
  ): string | undefined {
    const { bytes, most, mutations, seed, follows, fix } = this.edits;
    let problem: string | undefined;
    if (this.inPlace.length > 0) {
      const place = new InPlace(packet);
      for (const one of this.inPlace) one.apply(place);
      go(place.done(follows, tell));
    }
    for (const one of bytes) {
      const made = withBytes(now(), one, follows, tell);
      if (made) go(made);
      else problem ??= `${one.typed}: the packet has no such place`;
    }
    if (fix === 'all') {
      for (let i = 0; i < ROUNDS; i++) {
        let fixed = 0;
        const made = fixedLengths(now(), (change) => {
          fixed++;
          tell(change);
        });
        if (fixed === 0) break;
        go(made);
      }
    }
    if (fix !== undefined) {
      let fixed = 0;
      const made = fixedSums(now(), (change) => {
        fixed++;
        tell(change);
      });
      if (fixed > 0) go(made);
    }
    const size = now().bytes.length;
    if (most !== undefined && size > most) {
      tell({ name: 'size', before: `${size} bytes`, after: `${most}`, follows: false });
      go(now().bytes.slice(0, most));
    }
    if (mutations > 0) go(mutated(now(), mutations, seed, tell));
    return problem;
  }

  /** Puts the new bytes where the old ones were, if they have the same size. */
  private lay(view: View, before: Packet, after: Packet): void {
    const { bytes } = after;
    const { most } = this.edits;
    const size = view.end - view.start;
    if (bytes.length === size) {
      view.bytes.set(bytes, view.start);
    } else {
      // What was cut off was on the wire all the same.
      const uncut = most !== undefined && bytes.length === most ? undefined : bytes.length - size;
      if (uncut !== undefined) view.len = Math.max(view.len + uncut, bytes.length);
      view.place(bytes, 0, bytes.length);
    }
    const first = after.layers[0]?.protocol;
    if (first && first !== before.layers[0]?.protocol) {
      const bare = this.raw !== undefined && carries(this.raw, first);
      view.linktype = Catalog.number(bare ? this.raw : first, 'linktype');
      view.first = view.linktype === undefined ? first.name : undefined;
      view.more = unsealed(view.more);
    }
  }
}

function again({ catalog, frame, layers }: Packet, bytes: Uint8Array, first?: Protocol): Packet {
  // Cut is what was cut.
  const len = Math.max(frame.len + bytes.length - frame.caplen, bytes.length);
  const same: Frame = { ...frame, len, caplen: bytes.length };
  return decodeWith(catalog, first ?? layers[0]?.protocol ?? catalog.data, bytes, same);
}

/** A field that changed more than once, as it was and as it is. */
function joined(changes: readonly Change[]): Change[] {
  const all = new Map<string, Change>();
  for (const change of changes) {
    const before = all.get(change.name);
    const follows = change.follows && (before?.follows ?? true);
    all.set(change.name, { ...change, before: before?.before ?? change.before, follows });
  }
  return [...all.values()].filter(({ before, after }) => before !== after);
}

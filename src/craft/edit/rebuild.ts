import { assemble, type Landed } from '../../codec/assemble.js';
import { Catalog } from '../../codec/catalog.js';
import type { Chosen } from '../../codec/chooser.js';
import type { Loose } from '../../codec/field.js';
import type { Packet } from '../../codec/packet.js';
import { getPath, setPath } from '../../codec/paths.js';
import type { Computed, Protocol } from '../../codec/protocol.js';
import type { Tell } from './change.js';
import { computedFor, followLengths, lengthenNew } from './lengths.js';
import { landedSpots, type Spot, spotsOf } from './spot.js';
import { followSums, forcedKey } from './sums.js';

/** A layer on its way into another packet. */
export interface Piece {
  readonly protocol: Protocol;
  fields: Loose;
  raw: string | undefined;
  /** Surplus bytes behind that layer. */
  behind: Piece | undefined;
  /** The layer that it was; none: it is new. */
  readonly origin: number | undefined;
  /** The number under which its carrier had it: others may lead to the same protocol. */
  readonly chosen: Chosen | undefined;
  /** Paths of what was asked for, and of what is to be computed though it was there. */
  readonly forced: Set<string>;
  readonly fresh: Set<string>;
}

export const newPiece = (protocol: Protocol, fields: Loose): Piece => ({
  protocol,
  fields,
  raw: undefined,
  behind: undefined,
  origin: undefined,
  chosen: undefined,
  forced: new Set(),
  fresh: new Set(),
});

/** A copy of values as JSON has them: the usual way takes several times as long. */
export function cloned<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cloned) as T;
  const copy: Loose = {};
  for (const key in value) copy[key] = cloned(value[key]);
  return copy as T;
}

/** All layers of a packet, with values of their own. */
export function piecesOf({ layers }: Packet): Piece[] {
  const pieces: Piece[] = [];
  for (const { protocol, fields, raw, after, index, chosenBy: chosen } of layers) {
    const behind = after === undefined ? undefined : pieces[after];
    const own = { fields: cloned(fields), raw, behind, origin: index };
    pieces.push({ protocol, ...own, chosen, forced: new Set(), fresh: new Set() });
  }
  return pieces;
}

/**
 * The packet of these pieces. What is derived and was right is left out and so computed; what was
 * wrong, and sums, follow by as much as what they should be changed. `follows` is false where all
 * of them are to stay as they were.
 */
export function rebuilt(
  packet: Packet,
  pieces: readonly Piece[],
  follows: boolean,
  tell: Tell,
): Uint8Array {
  const spots = spotsOf(packet);
  pieces.forEach((piece, i) => {
    keepNumber(piece, pieces[i + 1]);
  });
  const layersOf = () =>
    pieces.map(({ protocol, fields, raw, behind, origin }) => ({
      protocol,
      fields: follows ? withoutDerived(spots[origin ?? -1], packet.bytes, fields) : fields,
      raw,
      after: behind && pieces.indexOf(behind),
    }));
  let landed: readonly Landed[] = [];
  const look = {
    landed(all: readonly Landed[]) {
      landed = all;
    },
  };
  let bytes = assemble(layersOf(), look);
  if (!follows) return bytes;
  if (fillUp(pieces, spots, landed)) bytes = assemble(layersOf(), look);
  const before = { bytes: packet.bytes, spots };
  const origins = pieces.map(({ origin }) => origin);
  const own = landedSpots(
    landed,
    origins.map((origin) => spots[origin ?? -1]),
  );
  const after = { bytes, spots: own };
  const forced = keysOf(pieces, (piece) => new Set([...piece.forced, ...givenSums(piece)]));
  const fresh = keysOf(pieces, ({ fresh }) => fresh);
  lengthenNew(packet, after, origins, forced);
  followLengths(before, after, origins, new Set([...forced, ...fresh]), tell);
  followSums(before, after, origins, forced, fresh, tell);
  return bytes;
}

/** Zeros that fill a frame up give way to what it gained, and make up for what it lost. */
function fillUp(
  pieces: readonly Piece[],
  spots: readonly Spot[],
  landed: readonly Landed[],
): boolean {
  let changed = false;
  pieces.forEach(({ origin, protocol, fields }, i) => {
    const spot = spots[origin ?? -1];
    const own = landed[i];
    const { padding } = fields;
    if (!spot || !own || !protocol.plan.tail?.has('padding') || !/^(00)+$/.test(padding)) return;
    const grown = own.stop - own.offset - (spot.stop - spot.offset);
    if (grown === 0) return;
    fields.padding = '00'.repeat(Math.max(0, padding.length / 2 - grown)) || undefined;
    changed = true;
  });
  return changed;
}

/** Who has another carrier than before keeps the number under which it was carried. */
function keepNumber(piece: Piece, inner: Piece | undefined): void {
  const { chosen, origin = 0 } = inner ?? {};
  const { protocol, fields } = piece;
  if (!inner || !chosen || inner.behind || piece.origin === origin - 1) return;
  const usual = Catalog.number(inner.protocol, chosen.table);
  if (
    chosen.number === usual ||
    !protocol.plan.choosers.some(({ name }) => name === chosen.table)
  ) {
    return;
  }
  const alone = { protocol, fields, inner: inner.protocol };
  for (const one of protocol.plan.derived) {
    const { value, asked } = computedFor(one, { ...NOWHERE, ...alone });
    if (!asked || value !== usual || (piece.origin === undefined && given(one, fields))) continue;
    setPath(fields, [...one.found.path], chosen.number);
    piece.forced.add(one.path);
  }
}

/** Checksums that a new layer came with. */
const givenSums = ({ origin, protocol, fields }: Piece): string[] =>
  origin === undefined
    ? protocol.plan.seals.filter((one) => given(one, fields)).map(({ path }) => path)
    : [];

const given = ({ found }: Computed, fields: Loose): boolean =>
  getPath(fields, found.path) !== undefined;

/** Of a layer whose size does not matter. */
const NOWHERE = {
  offset: 0,
  body: 0,
  stop: 0,
  end: 0,
  broken: false,
  partial: false,
  unsure: false,
  cut: false,
  at: () => -1,
};

const keysOf = (pieces: readonly Piece[], paths: (piece: Piece) => Set<string>): Set<string> =>
  new Set(pieces.flatMap((piece, i) => [...paths(piece)].map((path) => forcedKey(i, path))));

/** The values without those that a rule would have given as well. */
function withoutDerived(spot: Spot | undefined, bytes: Uint8Array, fields: Loose): Loose {
  if (!spot || spot.broken) return fields;
  const gone = spot.protocol.plan.derived.filter((one) => isRight(one, spot, bytes, fields));
  if (gone.length === 0) return fields;
  const left = cloned(fields);
  for (const { path, found } of gone) {
    drop(left, path.split('.'));
    const other = found.cell.alias?.key;
    if (other) drop(left, other.split('.'));
  }
  return left;
}

/** It is still what it was: nobody asked for another value. */
function isRight(one: Computed, spot: Spot, bytes: Uint8Array, fields: Loose): boolean {
  const at = spot.at(one);
  if (at < 0) return false;
  const { place, alias } = one.found.cell;
  const stored: unknown = place.value(bytes, at);
  if (computedFor(one, spot).value !== stored) return false;
  const given = getPath(fields, one.found.path) ?? (alias && getPath(fields, alias.key.split('.')));
  return given === stored;
}

function drop(values: Loose, path: readonly string[]): void {
  const holder = path.length > 1 ? getPath(values, path.slice(0, -1)) : values;
  if (holder) delete holder[path.at(-1) as string];
}

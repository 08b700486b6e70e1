import type { LayerJson } from '../codec/frame.js';
import { decodeWith, type Packet } from '../codec/packet.js';
import { getPath } from '../codec/paths.js';
import type { Change, Compared, FieldChange, Part } from './compare.js';
import { derivedIn } from './derived.js';
import { bytesOf, layersOf, put, type Spot, spliced, without } from './edited.js';

/** A change, and the changes from which it follows; none: it is a cause. */
export interface Told {
  readonly part: Part;
  readonly change: Change;
  readonly causes: readonly Told[];
  readonly ignored: boolean;
}

/** A field that may follow from others: where it stands in both. */
interface Follower {
  readonly part: Part;
  readonly change: FieldChange;
  readonly a: Spot;
  readonly b: Spot;
}

/** With more causes than that, nobody asks which of them it was. */
const MOST_CAUSES = 24;

/**
 * What differs for a reason of its own, and what only because of that: found by computing. A field
 * follows if both packets hold what is computed where it is left out. Its causes are those changes
 * that change it where they alone are made in the first packet.
 */
export function follow(compared: Compared): Told[] {
  const all = compared.parts.flatMap((part) => part.changes.map((change) => ({ part, change })));
  const followers = confirmed(compared, candidates(all));
  const isFollower = new Set<Change>(followers.map(({ change }) => change));
  const causes: Told[] = all
    .filter(({ part, change }) => !part.reread && !isFollower.has(change))
    .map((one) => ({ ...one, causes: [], ignored: one.change.ignored }));
  const found = new Map<Change, Told>(causes.map((cause) => [cause.change, cause]));
  const led = causesOf(compared, followers, causes);
  const tell = ({ part, change }: { part: Part; change: Change }, own: readonly Told[]): void => {
    // What follows from ignored fields alone is ignored with them.
    const ignored = change.ignored || (own.length > 0 && own.every((cause) => cause.ignored));
    found.set(change, { part, change, causes: own, ignored });
  };
  followers.forEach((one, i) => {
    tell(one, led[i] ?? []);
  });
  // The same bytes are read as something else because of what stands before them.
  for (const one of all) if (one.part.reread) tell(one, causes);
  return all.flatMap(({ change }) => found.get(change) ?? []);
}

/** Something differs that can follow from nothing else, and is not ignored. */
export function isCaused({ parts }: Compared): boolean {
  const all = parts.flatMap((part) => part.changes.map((change) => ({ part, change })));
  const may = new Set<Change>(candidates(all).map(({ change }) => change));
  return all.some(({ part, change }) => !change.ignored && !part.reread && !may.has(change));
}

function candidates(all: readonly { part: Part; change: Change }[]): Follower[] {
  const derived = new Map<unknown, ReadonlySet<string>>();
  return all.flatMap(({ part, change }) => {
    const { a, b } = part;
    if (change.kind === 'layer' || !change.a || !change.b || !a || !b) return [];
    const isDerived = ([layer, { name }]: readonly [typeof a, { name: string }]): boolean => {
      const known = derived.get(layer) ?? derivedIn(layer);
      derived.set(layer, known);
      return known.has(name);
    };
    if (!isDerived([a, change.a]) || !isDerived([b, change.b])) return [];
    const spot = (layer: typeof a, name: string): Spot => ({
      layer: layer.index,
      path: name.split('.'),
    });
    return [{ part, change, a: spot(a, change.a.name), b: spot(b, change.b.name) }];
  });
}

/** Those that both packets hold as they are computed. */
function confirmed({ a, b }: Compared, followers: readonly Follower[]): readonly Follower[] {
  const inA = holding(a, followers, (one) => one.a);
  return holding(b, inA, (one) => one.b);
}

function holding(
  packet: Packet,
  followers: readonly Follower[],
  spotOf: (one: Follower) => Spot,
): readonly Follower[] {
  if (followers.length === 0) return followers;
  const layers = layersOf(packet);
  const holds = (some: readonly Follower[]): boolean => {
    const made = bytesOf(packet, without(layers, some.map(spotOf)));
    return made !== undefined && isSame(made, packet.bytes);
  };
  return holds(followers) ? followers : followers.filter((one) => holds([one]));
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** For each follower the causes that change it. */
function causesOf(
  compared: Compared,
  followers: readonly Follower[],
  causes: readonly Told[],
): (readonly Told[])[] {
  if (causes.length < 2 || causes.length > MOST_CAUSES) return followers.map(() => causes);
  if (followers.length === 0) return [];
  const bare = without(
    layersOf(compared.a),
    followers.map((one) => one.a),
  );
  const led = followers.map((): Told[] => []);
  for (const cause of causes) {
    const touches = effectOf(compared, bare, cause);
    followers.forEach((one, i) => {
      if (touches(one)) led[i]?.push(cause);
    });
  }
  // Two changes may only have an effect together.
  return led.map((own) => (own.length ? own : causes));
}

/** Makes one change in the first packet, and tells which of its fields come out otherwise. */
function effectOf(
  compared: Compared,
  bare: readonly LayerJson[],
  cause: Told,
): (one: Follower) => boolean {
  const { a } = compared;
  for (const { layers, from, shift } of edits(compared, bare, cause)) {
    const bytes = bytesOf(a, layers);
    const first = a.layers[0]?.protocol;
    if (!bytes || !first) continue;
    const frame = { len: bytes.length, caplen: bytes.length };
    const made = decodeWith(a.catalog, first, bytes, frame);
    return ({ a: { layer, path } }) => {
      const before = a.layers[layer];
      const after = made.layers[layer >= from ? layer + shift : layer];
      if (before?.protocol !== after?.protocol) return true;
      const [x, y] = [getPath(before?.fields ?? {}, path), getPath(after?.fields ?? {}, path)];
      return JSON.stringify(x) !== JSON.stringify(y);
    };
  }
  return () => true;
}

interface Edit {
  readonly layers: LayerJson[];
  /** From this layer on the others stand so many layers later. */
  readonly from: number;
  readonly shift: number;
}

/** The change made in the first packet: as small as it can be, else with more around it. */
function* edits(compared: Compared, bare: readonly LayerJson[], cause: Told): Generator<Edit> {
  const { part, change } = cause;
  if (change.kind === 'layer') {
    yield layersEdit(compared.parts, bare, part);
    return;
  }
  const [layerA, layerB] = [part.a, part.b];
  if (!layerA || !layerB) return;
  const { index } = layerA;
  const told = (change.b ?? change.a)?.name.split('.') ?? [];
  const place = change.a && change.b ? change.a.name.split('.') : told;
  const list = told.findIndex((key) => /^\d+$/.test(key));
  const isAdded = list >= 0 && !(change.a && change.b);
  const [to, from] = isAdded ? [told.slice(0, list), told.slice(0, list)] : [place, told];
  const small = [...bare];
  put(small, { layer: index, path: to }, getPath(layerB.fields, from));
  yield { layers: small, from: 0, shift: 0 };
  const whole = [...bare];
  whole[index] = layerB.toJSON();
  yield { layers: whole, from: 0, shift: 0 };
}

/** The layers that only the second packet has there, in place of those that only the first has. */
function layersEdit(parts: readonly Part[], bare: readonly LayerJson[], part: Part): Edit {
  const isAlone = (one: Part | undefined): boolean => one !== undefined && !(one.a && one.b);
  let from = parts.indexOf(part);
  let to = from;
  while (isAlone(parts[from - 1])) from--;
  while (isAlone(parts[to])) to++;
  const gap = parts.slice(from, to);
  const [taken, added] = [gap.flatMap(({ a }) => a ?? []), gap.flatMap(({ b }) => b ?? [])];
  const at = taken[0]?.index ?? (parts[from - 1]?.a?.index ?? -1) + 1;
  const others = added.map((layer) => layer.toJSON());
  return {
    layers: spliced(bare, at, taken.length, others),
    from: at + taken.length,
    shift: added.length - taken.length,
  };
}

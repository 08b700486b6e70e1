import { FieldError, type Fields, type Loose } from '../../codec/field.js';
import type { Protocol } from '../../codec/protocol.js';
import type { Found } from '../fields.js';
import { put, remove } from '../values.js';
import { named, type Tell, valueText } from './change.js';
import type { Piece } from './rebuild.js';
import type { Setting } from './setting.js';
import { isNth, rowOf } from './target.js';
import { free, isSealedInside, mayBeEmpty, type Path, pathIn, valueAtPath } from './way.js';

const fieldsOf = ({ declaration }: Protocol): Fields => ({
  ...declaration.fields,
  ...declaration.tail,
});

/** There is something in these layers that `setIn` would set. */
export function isForPieces(
  layers: readonly Pick<Piece, 'protocol' | 'fields'>[],
  setting: Setting,
) {
  const row = rowOf(layers);
  return layers.some(({ protocol, fields }, i) => {
    const bound = setting.bound(protocol);
    if (!bound || bound.head || !isNth(setting.nth, row, i)) return false;
    return goesByValues(setting, bound.found, fields) !== undefined;
  });
}

/** Where it is set by way of values; undefined: in place, or not at all. */
function goesByValues(
  setting: Setting,
  found: Found,
  fields: Loose,
): { readonly path: Path | undefined } | undefined {
  const path = pathIn(fields, found.steps);
  const stays = found.field?.place && path && !isSealedInside(fields, path);
  return stays || (!path && !setting.adds && !mayBeEmpty(found)) ? undefined : { path };
}

/** Sets what makes a packet longer or shorter, or was not there; false: nothing of that kind. */
export function setIn(pieces: readonly Piece[], setting: Setting, tell: Tell): boolean {
  const row = rowOf(pieces);
  let done = false;
  pieces.forEach((piece, i) => {
    const bound = setting.bound(piece.protocol);
    if (!bound || !isNth(setting.nth, row, i)) return;
    const { found } = bound;
    const { fields } = piece;
    const goes = goesByValues(setting, found, fields);
    if (!goes) return;
    const { path } = goes;
    setting.met = true;
    const before = valueAtPath(fields, path);
    // An option as a whole is one more, unless it is there and says something.
    const more = setting.adds && found.option && Object.keys(found.option).length === 0;
    const was = valueText(found.field, more ? undefined : before);
    const value = bound.value(typeof before === 'number' ? before : 0);
    change(piece, found, () => {
      if (found.option && path && !more) Object.assign(before as object, value);
      else put(fields, found.steps, value);
    });
    const now = valueAtPath(fields, pathIn(fields, found.steps));
    const after = valueText(found.field, now);
    if (was === after && path && !(found.option && setting.adds)) return;
    tell({ name: named(setting.name, row, i), before: was, after, follows: false });
    done = true;
  });
  return done;
}

/** Takes a field away: an option, or a value that is computed when it is left out. */
export function unsetIn(pieces: readonly Piece[], setting: Setting, tell: Tell): boolean {
  const row = rowOf(pieces);
  let done = false;
  pieces.forEach((piece, i) => {
    const found = setting.found(piece.protocol);
    if (!found || !isNth(setting.nth, row, i)) return;
    const { fields } = piece;
    const path = pathIn(fields, found.steps);
    if (!path) return;
    setting.met = true;
    const was = valueText(found.field, valueAtPath(fields, path));
    change(piece, found, () => remove(fields, found.steps));
    piece.fresh.add(path.join('.'));
    const computed = piece.protocol.plan.computed.some((one) => one.path === path.join('.'));
    const stays = found.field?.place && !found.field.optional;
    const stands = stays && found.steps.every(({ kind }) => kind === 'key');
    const after = computed ? 'computed' : stands ? 'its default' : 'removed';
    tell({ name: named(setting.name, row, i), before: was, after, follows: false });
    done = true;
  });
  return done;
}

/** Beside raw bytes no value counts: the header is written anew of its values. */
function change(piece: Piece, found: Found, act: () => void): void {
  piece.raw = undefined;
  free(fieldsOf(piece.protocol), piece.fields, found.steps);
  try {
    act();
  } catch (error) {
    throw error instanceof FieldError ? error.within(piece.protocol.name) : error;
  }
}

import type { Catalog } from '../../codec/catalog.js';
import { FieldError, type Loose } from '../../codec/field.js';
import type { Protocol } from '../../codec/protocol.js';
import { CraftError } from '../craft-error.js';
import { fieldNamed } from '../fields.js';
import { sharing, shortWithin } from '../flags.js';
import { fullName } from '../full-name.js';
import { carries as lookUp } from '../lower.js';
import { put, valueFor } from '../values.js';
import type { NamedLayer } from '../words.js';
import { cloned, newPiece, type Piece } from './rebuild.js';
import { fits } from './setting.js';

const known = new WeakMap<Protocol, WeakMap<Protocol, boolean>>();

/** Asked of every packet. */
export function carries(outer: Protocol, inner: Protocol): boolean {
  let own = known.get(outer);
  if (!own) {
    own = new WeakMap();
    known.set(outer, own);
  }
  let told = own.get(inner);
  if (told === undefined) {
    told = lookUp(outer, inner);
    own.set(inner, told);
  }
  return told;
}

const makers = new WeakMap<NamedLayer, Map<Protocol | undefined, Piece>>();

/** Its values are worked out once for each layer that it may stand behind. */
export function made(catalog: Catalog, layer: NamedLayer, before: Protocol | undefined): Piece {
  let own = makers.get(layer);
  if (!own) {
    own = new Map();
    makers.set(layer, own);
  }
  let piece = own.get(before);
  if (!piece) {
    piece = makeOf(catalog, layer, before);
    own.set(before, piece);
  }
  return newPiece(piece.protocol, cloned(piece.fields));
}

/** Of protocols that share a name, the one that the layer before can carry. */
function makeOf(catalog: Catalog, layer: NamedLayer, before: Protocol | undefined): Piece {
  const all = sharing(catalog, layer.name);
  const protocol = (before && all.find((one) => carries(before, one))) ?? all[0];
  if (!protocol) return newPiece(catalog.named(layer.name), {});
  const fields: Loose = {};
  for (const { name, text, typed } of layer.settings) {
    const full = fieldNamed(protocol, name) ? name : (shortWithin(protocol.name, name) ?? name);
    const found = fieldNamed(protocol, full);
    if (!found) throw new CraftError(unknownField(catalog, protocol, name), `in '${typed}'`);
    try {
      const value = valueFor(found, text);
      if (found.field) fits(found.field, value);
      put(fields, found.steps, value);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      throw new CraftError(`${protocol.name}.${name}: ${error.message}`, `in '${typed}'`);
    }
  }
  return newPiece(protocol, fields);
}

function unknownField(catalog: Catalog, protocol: Protocol, name: string): string {
  try {
    fullName(catalog, `${protocol.name}.${name}`);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  return `${protocol.name}.${name}: no such field here`;
}

/** Each as the one before it asks for. */
export function madeAll(
  catalog: Catalog,
  layers: readonly NamedLayer[],
  before: Protocol | undefined,
) {
  const pieces: Piece[] = [];
  for (const layer of layers) {
    pieces.push(made(catalog, layer, pieces.at(-1)?.protocol ?? before));
  }
  return pieces;
}

import { type AssembleLook, assemble, type LayerGiven } from './assemble.js';
import type { Catalog } from './catalog.js';
import { FieldError } from './field.js';
import { isObject } from './keys.js';
import { closest } from './number.js';
import type { PacketJson } from './packet.js';
import type { Protocol } from './protocol.js';

/** JSON that is no packet: says where and why. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

const PACKET_KEYS = ['frame', 'layers', 'notes'];
const LAYER_KEYS = ['protocol', 'offset', 'length', 'after', 'fields', 'raw', 'annotations'];

/** The bytes of a packet in the form in which decode gives it, or a person writes it. */
export function encodeWith(
  catalog: Catalog,
  packet: PacketJson,
  look: AssembleLook = {},
): Uint8Array {
  if (!isObject(packet) || !Array.isArray(packet.layers)) {
    throw new JsonError("a packet is an object with 'layers', a list");
  }
  refuseOthers(packet, PACKET_KEYS, 'the packet');
  const framed = packet.frame?.linktype;
  const layers: LayerGiven[] = [];
  packet.layers.forEach((layer, i) => {
    const before = layers[i - 1]?.protocol;
    const carries = (p: Protocol) =>
      before
        ? before.plan.choosers.some(({ table }) => [...table.values()].includes(p))
        : framed !== undefined && catalog.linktype(framed) === p;
    const made = layerFrom(catalog, layer, i, carries);
    refuseMisplaced(made, layers);
    layers.push(made);
  });
  try {
    return assemble(layers, look);
  } catch (error) {
    throw error instanceof FieldError ? new JsonError(error.message) : error;
  }
}

function layerFrom(
  catalog: Catalog,
  layer: PacketJson['layers'][number],
  i: number,
  carries: (p: Protocol) => boolean,
): LayerGiven {
  const where = `layers[${i}]`;
  if (!isObject(layer) || typeof layer.protocol !== 'string') {
    throw new JsonError(`${where}: a layer is an object with 'protocol' and 'fields'`);
  }
  refuseOthers(layer, LAYER_KEYS, where);
  const { fields = {}, raw, after } = layer;
  if (!isObject(fields)) throw new JsonError(`${where}.fields: an object is needed`);
  if (raw !== undefined && typeof raw !== 'string') {
    throw new JsonError(`${where}.raw: hex text is needed`);
  }
  if (after !== undefined && !(Number.isInteger(after) && after >= 0 && after < i)) {
    throw new JsonError(`${where}.after: the index of a layer before this one is needed`);
  }
  try {
    return { protocol: catalog.named(layer.protocol, fields, carries), fields, raw, after };
  } catch (error) {
    throw error instanceof RangeError ? new JsonError(`${where}: ${error.message}`) : error;
  }
}

/** Surplus bytes stand behind a layer, so all of these come first. */
function refuseMisplaced({ after }: LayerGiven, before: readonly LayerGiven[]): void {
  const where = `layers[${before.length}]`;
  if (after === undefined && before.at(-1)?.after !== undefined) {
    throw new JsonError(`${where}: layers with 'after' come behind all others`);
  }
  if (after !== undefined && before[after]?.after !== undefined) {
    throw new JsonError(`${where}.after: layer ${after} has an 'after' of its own`);
  }
}

function refuseOthers(value: object, known: readonly string[], where: string): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const near = closest(key, known);
    throw new JsonError(
      `${where}: no such key as '${key}'${near ? `; did you mean '${near}'?` : ''}`,
    );
  }
}

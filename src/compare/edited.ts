import { encodeWith } from '../codec/encode.js';
import type { Loose } from '../codec/field.js';
import type { LayerJson } from '../codec/frame.js';
import type { Packet } from '../codec/packet.js';

/** A place in a packet: the index of the layer, and the keys that lead there. */
export interface Spot {
  readonly layer: number;
  readonly path: readonly string[];
}

export const layersOf = (packet: Packet): LayerJson[] =>
  packet.layers.map((layer) => layer.toJSON());

/** The bytes of these layers; undefined where they make no packet. */
export function bytesOf({ catalog, frame }: Packet, layers: LayerJson[]): Uint8Array | undefined {
  try {
    return encodeWith(catalog, { frame, layers });
  } catch {
    // What was put together of two packets need not fit together.
    return undefined;
  }
}

/** The same without the values at these places, so that they are computed. */
export function without(layers: readonly LayerJson[], spots: Iterable<Spot>): LayerJson[] {
  const copy = [...layers];
  for (const { layer, path } of spots) put(copy, { layer, path }, undefined);
  return copy;
}

/** Puts a value there, or takes it away; what was there before stays as it is, elsewhere. */
export function put(layers: LayerJson[], { layer, path }: Spot, value: unknown): void {
  const one = layers[layer];
  if (one) layers[layer] = { ...one, fields: changed(one.fields, path, value) as Loose };
}

function changed(around: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy: Loose = Array.isArray(around) ? [...around] : { ...(around as object | undefined) };
  const inner = changed(copy[key], rest, value);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

/** Other layers in place of some; those that tell behind which layer they stand are told anew. */
export function spliced(
  layers: readonly LayerJson[],
  from: number,
  count: number,
  others: readonly LayerJson[],
): LayerJson[] {
  const shift = others.length - count;
  const moved = layers.slice(from + count).map((layer) => {
    const { after } = layer;
    return after === undefined || after < from + count ? layer : { ...layer, after: after + shift };
  });
  return [...layers.slice(0, from), ...others, ...moved];
}

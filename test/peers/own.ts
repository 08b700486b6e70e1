import type { Layer, Packet } from '../../src/index.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** One value of ours, under the name that it goes by in Wireshark if the declaration is right. */
export interface OwnField {
  readonly name: string;
  /** Where it stands in the JSON, for messages. */
  readonly path: string;
  readonly value: Json;
  /** Byte in the packet: its own, or that of the option it belongs to. */
  readonly pos: number | undefined;
  /** A declaration names it; false for an option's number, name, and undecoded bytes. */
  readonly declared: boolean;
  /** The object that it stands in: an option's kind is there. */
  readonly around: JsonObject;
  readonly protocol: string;
}

interface Place {
  readonly name: string;
  readonly pos: number;
}

/** Verdicts stand beside the field that they judge; Wireshark writes them with a dot. */
const BESIDE: Readonly<Record<string, string>> = {
  _status: '.status',
  _expected: '_calculated',
  _hex: '',
  _raw: '',
};

function placesOf(layer: Layer): Map<string, Place> {
  const places = new Map<string, Place>();
  const groups = new Map<string, string>();
  for (const { path, field, bit } of layer.trace()) {
    // An entry that is a field, not a structure, has an empty key.
    const keys = path.filter((key) => key !== '');
    const words = keys.filter((key) => typeof key === 'string');
    // What a group's filter name is, those of its bits begin with.
    const group = groups.get(keys.slice(0, -1).join('.'));
    const plain = group ? [group, ...words.slice(-1)] : [layer.protocol.name, ...words];
    const name = field.filter ?? plain.join('.');
    if (field.fields && field.bits > 0) groups.set(keys.join('.'), name);
    places.set(keys.join('.'), { name, pos: bit >> 3 });
  }
  return places;
}

function placed(path: readonly string[], places: ReadonlyMap<string, Place>): Place | undefined {
  const whole = path.join('.');
  const found = places.get(whole);
  if (found !== undefined) return found;
  for (const [suffix, theirs] of Object.entries(BESIDE)) {
    const base = whole.endsWith(suffix) && places.get(whole.slice(0, -suffix.length));
    if (base) return { name: base.name + theirs, pos: base.pos };
  }
  return undefined;
}

function* leaves(value: Json, path: readonly string[], around: JsonObject): Generator<Leaf> {
  if (typeof value !== 'object' || value === null) {
    yield { path, value, around };
    return;
  }
  const inner = Array.isArray(value) ? around : (value as JsonObject);
  for (const [key, one] of Object.entries(value)) yield* leaves(one, [...path, key], inner);
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: Json;
  readonly around: JsonObject;
}

/** Every value of a layer's JSON, named as its declaration names it, arrays without their index. */
export function* ownFields(packet: Packet): Generator<OwnField> {
  for (const layer of packet.layers) {
    const { fields, protocol } = JSON.parse(JSON.stringify(layer)) as {
      fields: JsonObject;
      protocol: string;
    };
    const places = placesOf(layer);
    for (const { path, value, around } of leaves(fields, [], {})) {
      const place = placed(path, places);
      const words = path.filter((key) => !/^\d+$/.test(key));
      const name = place?.name ?? [protocol, ...words].join('.');
      yield {
        name,
        path: (layer.after === undefined ? path : ['behind', ...path]).join('.'),
        value,
        pos: (place ?? places.get(path.slice(0, -1).join('.')))?.pos,
        declared: place !== undefined,
        around,
        protocol,
      };
    }
  }
}

import type { Layer, Packet } from '../../src/index.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

/** One value of ours, under the name that it goes by in Wireshark if the declaration is right. */
export interface OwnField {
  readonly name: string;
  readonly also: readonly string[];
  /** Where it stands in the JSON, for messages. */
  readonly path: string;
  readonly value: Json;
  /** Byte in the packet: its own, or that of the option it belongs to. */
  readonly pos: number | undefined;
  readonly size: number;
  /** A declaration names it; false for an option's number, name, and undecoded bytes. */
  readonly declared: boolean;
  readonly protocol: string;
}

interface Place {
  readonly name: string;
  readonly also: readonly string[];
  readonly pos: number;
  readonly size: number;
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
  for (const { path, field, bit, width } of layer.trace()) {
    // An entry that is a field, not a structure, has an empty key.
    const keys = path.filter((key) => key !== '');
    const words = keys.filter((key) => typeof key === 'string');
    const name = field.filter ?? [layer.protocol.name, ...words].join('.');
    // The bits of a group are named by their keys, or like the group.
    const group = field.filter === undefined && groups.get(keys.slice(0, -1).join('.'));
    if (field.fields && field.bits > 0) groups.set(keys.join('.'), name);
    const also = group ? [`${group}.${words.at(-1)}`] : [];
    places.set(keys.join('.'), { name, also, pos: bit >> 3, size: width >> 3 });
  }
  return places;
}

function placed(path: readonly string[], places: ReadonlyMap<string, Place>): Place | undefined {
  const whole = path.join('.');
  const found = places.get(whole);
  if (found !== undefined) return found;
  for (const [suffix, theirs] of Object.entries(BESIDE)) {
    const base = whole.endsWith(suffix) && places.get(whole.slice(0, -suffix.length));
    if (base) return { ...base, name: base.name + theirs, also: [] };
  }
  return undefined;
}

function* leaves(value: Json, path: readonly string[]): Generator<Leaf> {
  if (typeof value !== 'object' || value === null) {
    yield { path, value };
    return;
  }
  for (const [key, one] of Object.entries(value)) yield* leaves(one, [...path, key]);
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: Json;
}

/** Every value of a layer's JSON, named as its declaration names it, arrays without their index. */
export function* ownFields(packet: Packet): Generator<OwnField> {
  for (const layer of packet.layers) {
    const { fields, protocol } = JSON.parse(JSON.stringify(layer)) as {
      fields: JsonObject;
      protocol: string;
    };
    const places = placesOf(layer);
    const around = layer.after === undefined ? layer.outer?.protocol.name : 'surplus';
    // Data has no name of its own: what matters is what it stands in.
    const before = protocol === 'data' ? `${around}/` : '';
    for (const { path, value } of leaves(fields, [])) {
      const place = placed(path, places);
      const at = place ?? places.get(path.slice(0, -1).join('.'));
      const words = path.filter((key) => !/^\d+$/.test(key));
      const name = place?.name ?? [protocol, ...words].join('.');
      yield {
        name,
        also: place?.also ?? [],
        path: before + path.join('.'),
        value,
        pos: at?.pos,
        size: at?.size ?? 0,
        declared: place !== undefined,
        protocol,
      };
    }
  }
}

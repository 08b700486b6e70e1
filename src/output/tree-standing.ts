import type { Loose } from '../codec/field.js';
import { Layer } from '../codec/packet.js';
import type { Protocol } from '../codec/protocol.js';

const PLACES = ['offset', 'body', 'stop', 'tailStart', 'limit', 'end', 'flags'] as const;
export type PlaceName = (typeof PLACES)[number];

/** What the layer has of its own, or what is better not asked of the packet's. */
const OWN = new Set(['constructor', 'length', 'outer', 'fields']);

/**
 * A layer as meanings see it, moved from packet to packet: the objects of a packet are made when
 * more is asked for than where it stands, what it is in, and its values.
 */
export class Standing {
  readonly layer: Layer;

  constructor(
    protocol: Protocol,
    index: number,
    outer: Standing | undefined,
    fields: () => Loose,
    place: (name: PlaceName) => number,
    /** The layer itself. */
    real: () => Layer,
  ) {
    const properties: PropertyDescriptorMap = {
      protocol: { value: protocol },
      index: { value: index },
      outer: { get: () => outer?.layer },
      fields: { get: fields },
      packet: { get: () => real().packet },
      after: { get: () => real().after },
    };
    for (const name of PLACES) properties[name] = { get: () => place(name) };
    const inherited = Object.getOwnPropertyDescriptors(Layer.prototype);
    for (const [name, { get }] of Object.entries(inherited)) {
      if (OWN.has(name)) continue;
      const found = (): unknown => Reflect.get(real(), name);
      properties[name] = get
        ? { get: found }
        : { value: (...args: unknown[]) => (found() as () => unknown).apply(real(), args as []) };
    }
    this.layer = Object.create(Layer.prototype, properties) as Layer;
  }
}

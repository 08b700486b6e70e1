import type { Addresses } from './checksum/seal.js';
import type { Protocol } from './protocol.js';

/** A layer's place, decoded or about to be. */
interface Spot {
  readonly protocol: Protocol;
  readonly offset: number;
  readonly body: number;
}

/** The addresses of the pseudo-header for the layer at `index`: the network layer's, rerouted. */
export function pseudoAddresses(
  bytes: Uint8Array,
  layers: readonly Spot[],
  index: number,
): Addresses | undefined {
  for (let i = index - 1; i >= 0; i--) {
    const { protocol, offset, body } = layers[i] as Spot;
    const found = protocol.plan.addresses?.(bytes, offset, body);
    if (found) return rerouted(bytes, layers, i + 1, index, found);
  }
  return undefined;
}

/** Headers in between may change them: a route's last stop, a home address. */
function rerouted(
  bytes: Uint8Array,
  layers: readonly Spot[],
  from: number,
  to: number,
  addresses: Addresses,
): Addresses {
  let found = addresses;
  for (let i = from; i < to; i++) {
    const { protocol, offset, body } = layers[i] as Spot;
    found = protocol.plan.reroutes?.(bytes, offset, body, found) ?? found;
  }
  return found;
}

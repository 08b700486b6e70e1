import type { Addresses } from './checksum/seal.js';
import type { Cuts } from './dissect.js';
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

/** The same for layers that are no objects. */
export function addressesIn(bytes: Uint8Array, cuts: Cuts, index: number): Addresses | undefined {
  for (let i = index - 1; i >= 0; i--) {
    const { plan } = cuts.protocols[i] as Protocol;
    const start = cuts.start[i] as number;
    let found = plan.addresses?.(bytes, start, cuts.body[i] as number);
    if (found === undefined) continue;
    for (let j = i + 1; j < index; j++) {
      const { reroutes } = (cuts.protocols[j] as Protocol).plan;
      if (!reroutes) continue;
      found = reroutes(bytes, cuts.start[j] as number, cuts.body[j] as number, found);
    }
    return found;
  }
  return undefined;
}

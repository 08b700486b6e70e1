import type { Protocol } from '../../codec/protocol.js';

/** Where the fields of one layer stand that say from where to where. */
export interface Place {
  readonly layer: number;
  readonly protocol: Protocol;
  /** Bytes from the layer's start, and of one of them. */
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/** Who talks with whom, by the layers of a packet: the outermost addresses, and ports in them. */
export class Ends {
  readonly addresses: Place | undefined;
  readonly ports: Place | undefined;

  constructor(path: readonly Protocol[]) {
    this.addresses = placeOf(path, 'net') ?? placeOf(path, 'link');
    this.ports = placeOf(path, 'port');
  }
}

function placeOf(path: readonly Protocol[], kind: 'link' | 'net' | 'port'): Place | undefined {
  const layer = path.findIndex(({ plan }) => plan.ends === kind);
  const protocol = path[layer];
  const ends = protocol?.plan.rules.ends;
  if (!protocol || !ends) return undefined;
  const { struct, endBits } = protocol.plan;
  const byteOf = (key: string): number => (struct.find(key)?.cell.bit ?? 0) / 8;
  return { layer, protocol, from: byteOf(ends.from), to: byteOf(ends.to), size: endBits / 8 };
}

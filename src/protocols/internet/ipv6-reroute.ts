import type { Addresses } from '../../codec/checksum/seal.js';

/** Addresses for the pseudo-header, one of them another than the packet's own. */
export function rerouted(
  found: Addresses,
  change: { readonly src?: Uint8Array; readonly dst?: Uint8Array },
): Addresses {
  const { bytes, size, src, dst } = found;
  // Extension headers of IPv6 make sense there only.
  if (size !== 16) return found;
  const own = new Uint8Array(32);
  own.set(change.src ?? bytes.subarray(src, src + 16));
  own.set(change.dst ?? bytes.subarray(dst, dst + 16), 16);
  return { bytes: own, size, src: 0, dst: 16 };
}

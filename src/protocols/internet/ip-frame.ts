import type { Layer } from '../../codec/packet.js';
import { isFrame, isTag } from '../around.js';

/** The Ethernet frame straight around a datagram, through tags; what is quoted had another. */
function frameAround(layer: Layer): { dst: string; src: string } | undefined {
  let at = layer.outer;
  while (at && isTag(at.protocol)) at = at.outer;
  return at && isFrame(at.protocol) ? (at.fields as { dst: string; src: string }) : undefined;
}

const LOOPBACK = '00:00:00:00:00:00';

/** On a network, and not on a host's own loopback device. */
export function isOnWire(layer: Layer): boolean {
  const frame = frameAround(layer);
  return frame !== undefined && frame.src !== LOOPBACK;
}

/** A group's frame that is not the one in which datagrams to that group travel. */
export function isOtherGroup(layer: Layer, expected: string): boolean {
  const to = frameAround(layer)?.dst ?? '';
  // One receiver alone may get it (RFC 6085), and who knows no groups uses the broadcast.
  return (to.startsWith('01:00:5e') || to.startsWith('33:33')) && to !== expected;
}

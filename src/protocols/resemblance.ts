import type { Names } from '../codec/names.js';
import type { Evidence } from '../codec/protocol.js';
import { etherTypes } from '../registries/ethertypes.js';

// Evidence that several protocols share, for their rule `resembles`.

/** Tags and labels, which are shown with the frame around them as a rule. */
export const RARELY_FIRST: Evidence = [-4];

/** Of 64,000 EtherTypes a few hundred are in use; none at all: it is a length. */
export function ofType(type: number | undefined): Evidence {
  if (type === undefined) return [0];
  return [etherTypes.nameOf(type) ? 10 : -8, `type ${etherTypes.textOf(type)}`];
}

const WELL_KNOWN = 1024;

/** Services have low ports (RFC 6335, 6); those of clients say nothing, unless they are alike. */
export function ofPorts(v: { srcport: number; dstport: number }, names: Names): Evidence {
  const service = Math.min(v.srcport, v.dstport);
  const other = Math.max(v.srcport, v.dstport);
  if (service === 0) return [-4];
  const isLow = service < WELL_KNOWN;
  const name = names.nameOf(service);
  if (name === undefined) return [isLow ? -2 : 0];
  const areAlike = service === other || (other < WELL_KNOWN && names.nameOf(other) !== undefined);
  return [areAlike ? 10 : isLow ? 4 : 2, `port ${name}`];
}

/** How far a packet has come: few are more than 16 hops away from where they started. */
export function ofHops(left: number): Evidence {
  return [[32, 64, 128, 255].some((start) => left <= start && start - left < 16) ? 2 : -1];
}

/** What is special about an address, as the registries tell, is rare by chance. */
export function ofSender(kind: string | undefined): Evidence {
  return [/^(multicast|reserved|limited|solicited)/.test(kind ?? '') ? -6 : ofHost(kind)];
}
export function ofReceiver(kind: string | undefined): Evidence {
  return [/^(reserved|unspecified)/.test(kind ?? '') ? -6 : ofHost(kind)];
}
const ofHost = (kind: string | undefined): number => (kind === undefined ? 0 : 3);

/** The same for the receiver of a frame: half of the addresses are groups, and few are used. */
export function ofGroup(kind: string | undefined): Evidence {
  if (kind === undefined || kind === 'unspecified') return [1];
  if (kind === 'locally administered') return [0];
  return [kind === 'multicast' ? -2 : 10, `to ${kind}`];
}

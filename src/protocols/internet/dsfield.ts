import { uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { names } from '../../codec/names.js';
import { dscp } from '../../registries/dscp.js';

/** RFC 3168, 5; ECT(1) is what L4S uses (RFC 9331). */
const ecn = names({
  not_ect: [0, 'Not-ECT'],
  ect1: [1, 'ECT(1), ECN-capable, as of L4S'],
  ect0: [2, 'ECT(0), ECN-capable'],
  ce: [3, 'CE, congestion experienced'],
});

/** Whose a code point without a name is (RFC 2474, 6; RFC 8436). */
function unnamed(point: number): string | undefined {
  if (dscp.nameOf(point) !== undefined) return undefined;
  return (point & 3) === 3 ? 'for experiments or local use' : 'no standard treatment';
}

const PRECEDENCES = [
  'routine',
  'priority',
  'immediate',
  'flash',
  'flash override',
  'critical',
  'internetwork control',
  'network control',
] as const;

/** As type of service was read once: RFC 791, 3.1, with the fourth bit of RFC 1349, 3. */
function typeOfService({ dscp, ecn }: { dscp: number; ecn: number }): string {
  const wishes = [
    dscp & 4 && 'low delay',
    dscp & 2 && 'throughput',
    dscp & 1 && 'reliability',
    ecn & 2 && 'low cost',
  ].filter(Boolean);
  return `as ToS: ${[PRECEDENCES[dscp >> 3], ...wishes].join(', ')}`;
}

/** The DS field (RFC 2474) and ECN: IPv4's type of service, IPv6's traffic class. */
const fields = {
  dscp: uint(6, 'DSCP', 'differentiated services code point', { names: dscp, means: unnamed }),
  ecn: uint(2, 'ECN', 'explicit congestion notification', { names: ecn }),
};
export const dsfield = group('Differentiated services', 'how routers treat the packet', fields, {
  means: typeOfService,
});
/** IPv6 never had the older reading. */
export const trafficClass = group('Traffic class', 'how routers treat the packet', fields);

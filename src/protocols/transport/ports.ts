import type { Reader } from '../../codec/bits.js';
import type { Names } from '../../codec/names.js';

/** The service's port is the lower one as a rule: it is asked first, as Wireshark does. */
export const byPort = (by: Reader, and: Reader) =>
  [
    { by, and, take: 'lower' },
    { by, and, take: 'greater' },
  ] as const;

/** To who throws all away (RFC 863): for protocols whose ports are of no service in particular. */
export const toDiscard = { srcport: 51234, dstport: 9 } as const;

const USER = 1024;
/** Where Linux starts to choose from (net.ipv4.ip_local_port_range). */
const LINUX = 32768;
const DYNAMIC = 49152;

/** What the range of a port without a name tells (RFC 6335, 6). */
export const portMeans =
  (names: Names) =>
  (port: number): string | undefined => {
    if (port === 0) return 'reserved';
    if (names.nameOf(port) !== undefined) return undefined;
    if (port >= DYNAMIC) return 'ephemeral (IANA dynamic)';
    if (port >= LINUX) return 'ephemeral (Linux)';
    return port < USER ? 'system port, no known service' : 'user port, no known service';
  };

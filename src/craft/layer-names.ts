import type { Catalog } from '../codec/catalog.js';

/** Other names of protocols. */
const ALIASES: Readonly<Record<string, string>> = {
  ethernet: 'eth',
  ether: 'eth',
  ipv4: 'ip',
  ip4: 'ip',
  ip6: 'ipv6',
  icmp6: 'icmpv6',
  icmpv4: 'icmp',
  dot1q: 'vlan',
  qinq: 'ieee8021ad',
};

export function nameOf(catalog: Catalog, word: string): string | undefined {
  const lower = word.toLowerCase();
  const name = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower;
  return name !== undefined && catalog.has(name) ? name : undefined;
}

/** What a layer may be called. */
export const layerNames = (catalog: Catalog): string[] => [
  ...new Set([...catalog.protocols.map(({ name }) => name), ...Object.keys(ALIASES)]),
];

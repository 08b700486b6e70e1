import type { Catalog } from '../codec/catalog.js';
import type { Protocol } from '../codec/protocol.js';

/** What stands below a protocol that is named alone, by the first table in which it is found. */
const UNDER: readonly (readonly [table: string, names: readonly string[]])[] = [
  ['pppoe.code', ['eth', 'pppoes']],
  ['ethertype', ['eth']],
  ['eth.len', ['eth']],
  ['linktype', []],
  ['ip.proto', ['eth', 'ip']],
  ['udp.port', ['eth', 'ip', 'udp']],
  ['tcp.port', ['eth', 'ip', 'tcp']],
  ['ppp.protocol', ['eth', 'pppoes', 'ppp']],
  ['mpls.pfn', ['eth', 'mpls']],
  ['llc.xid', ['eth', 'llc']],
];

/** Those of them that are of IPv6 alone. */
const OVER_IPV6 = /^(icmpv6|mipv6|ipv6\..*)$/;
export const needsIpv6 = (name: string): boolean => OVER_IPV6.test(name);

/** A header of `outer` can say that `inner` follows. */
export function carries(outer: Protocol, inner: Protocol): boolean {
  return outer.plan.choosers.some(({ table }) => [...table.values()].includes(inner));
}

/** How layers are filled in. */
export interface Lower {
  readonly ipv6: boolean;
  /** Headers below IP are left out where nobody names them. */
  readonly link: boolean;
}

/** Adds the layers that nobody named: below the first one, and where one cannot carry the next. */
export function filled(
  catalog: Catalog,
  named: readonly Protocol[],
  { ipv6, link }: Lower,
): readonly { readonly protocol: Protocol; readonly named: number }[] {
  const all: { protocol: Protocol; named: number }[] = [];
  named.forEach((protocol, index) => {
    const before = all.at(-1)?.protocol;
    if (!(before && (protocol === catalog.data || carries(before, protocol)))) {
      const below = belowOf(catalog, protocol, ipv6);
      // What cannot be carried in any way stands there as it was asked for.
      const from = before ? below.findLastIndex((one) => carries(before, one)) : 0;
      const missing = from < 0 ? [] : below.slice(from);
      for (const one of missing) {
        if (link || all.length > 0 || !isLink(one)) all.push({ protocol: one, named: -1 });
      }
    }
    all.push({ protocol, named: index });
  });
  return all;
}

const isLink = ({ plan }: Protocol): boolean => plan.ends === 'link';

function belowOf(catalog: Catalog, { name, declaration }: Protocol, ipv6: boolean): Protocol[] {
  const { carriedBy = {} } = declaration;
  const [, names = []] = UNDER.find(([table]) => Object.hasOwn(carriedBy, table)) ?? [];
  const six = ipv6 || needsIpv6(name);
  return names.map((one) => catalog.named(one === 'ip' && six ? 'ipv6' : one));
}

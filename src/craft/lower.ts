import type { Catalog } from '../codec/catalog.js';
import type { Protocol } from '../codec/protocol.js';

/** A header of `outer` can say that `inner` follows. */
export function carries(outer: Protocol, inner: Protocol): boolean {
  return outer.plan.choosers.some(({ table }) => [...table.values()].includes(inner));
}

/** How layers are filled in. */
export interface Lower {
  /** The network protocol that is asked for: it stands there instead of the usual one. */
  readonly network?: string | undefined;
  /** Headers below IP are left out where nobody names them. */
  readonly link: boolean;
}

/** Adds the layers that nobody named: below the first one, and where one cannot carry the next. */
export function filled(
  catalog: Catalog,
  named: readonly Protocol[],
  { network, link }: Lower,
): readonly { readonly protocol: Protocol; readonly named: number }[] {
  const all: { protocol: Protocol; named: number }[] = [];
  named.forEach((protocol, index) => {
    const before = all.at(-1)?.protocol;
    if (!(before && (protocol === catalog.data || carries(before, protocol)))) {
      const below = belowOf(catalog, protocol, network);
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

/** What stands below a protocol that is named alone, by the first table that has a usual one. */
function belowOf(
  catalog: Catalog,
  { declaration }: Protocol,
  network: string | undefined,
): readonly Protocol[] {
  const { carriedBy = {}, onlyOver = network } = declaration;
  for (const table of Object.keys(carriedBy)) {
    const usual = catalog.protocols.find((one) => one.declaration.usualBelow?.includes(table));
    if (!usual) continue;
    const isAsked = onlyOver !== undefined && usual.plan.ends === 'net';
    const below = isAsked ? catalog.named(onlyOver) : usual;
    return [...belowOf(catalog, below, onlyOver), below];
  }
  return [];
}

import type { Catalog } from '../codec/catalog.js';
import { closest } from '../codec/number.js';
import { fieldNamed, namesOf } from './fields.js';
import { shorts } from './shorts.js';

/** A field's full name, cut in two. */
export interface FullName {
  /** Of the protocol: several may share it. */
  readonly protocol: string;
  readonly name: string;
}

/** `ip.ttl` is `ttl` of `ip`, `ipv6.hopopts.nxt` is `nxt` of `ipv6.hopopts`. */
export function fullName(catalog: Catalog, text: string): FullName {
  const words = text.split('.');
  let known: string | undefined;
  for (let i = words.length - 1; i > 0; i--) {
    const protocol = words.slice(0, i).join('.');
    if (!catalog.has(protocol)) continue;
    known ??= protocol;
    const name = words.slice(i).join('.');
    if (sharing(catalog, protocol).some((p) => fieldNamed(p, name))) return { protocol, name };
  }
  throw new RangeError(`no field is called '${text}'${nearest(catalog, text, known)}`);
}

const sharing = (catalog: Catalog, protocol: string) =>
  catalog.protocols.filter(({ name }) => name === protocol);

/** Shorter words mean too many things. */
const LONG = 5;

/** `ip.tos`, `tcp.window`, `tcp.mss_val`: by a name that people know, or by its last word. */
function knownAs(text: string, protocol = '', names: readonly string[]): string | undefined {
  const word = text.slice(protocol.length + 1);
  const short = Object.hasOwn(shorts, word) ? shorts[word] : undefined;
  return (
    short?.fields.find((one) => one.startsWith(`${protocol}.`)) ??
    (protocol && word.length >= LONG ? names.find((one) => one.endsWith(`.${word}`)) : undefined)
  );
}

function nearest(catalog: Catalog, text: string, protocol: string | undefined): string {
  const { protocols } = catalog;
  const near = protocols.filter(({ name }) => protocol === undefined || name === protocol);
  const all = near.flatMap((p) => namesOf(p).map((name) => `${p.name}.${name}`));
  const best = knownAs(text, protocol, all) ?? closest(text, new Set(all));
  const ends = near.find(({ plan }) => plan.rules.ends)?.plan.rules.ends;
  if (ends && protocol !== undefined && /\.(addr|host|port)$/.test(text)) {
    return `; did you mean '${protocol}.${ends.from}' or '${protocol}.${ends.to}'?`;
  }
  if (best !== undefined) return `; did you mean '${best}'?`;
  return protocol === undefined
    ? ''
    : `; tcpip build ${protocol} --help lists those of ${protocol}`;
}

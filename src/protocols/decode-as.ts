import type { Catalog } from '../codec/catalog.js';
import type { Names } from '../codec/names.js';
import { closest, parseNumber } from '../codec/number.js';
import type { Protocol } from '../codec/protocol.js';
import { etherTypes } from '../registries/ethertypes.js';
import { ipProtocols } from '../registries/ip-protocols.js';
import { linkTypes } from '../registries/link-types.js';
import { tcpPorts, udpPorts } from '../registries/ports.js';
import { pppProtocols } from '../registries/ppp.js';

/** Names that stand for a number in these tables. */
const numbers: Readonly<Record<string, Names>> = {
  ethertype: etherTypes,
  'ip.proto': ipProtocols,
  linktype: linkTypes,
  'tcp.port': tcpPorts,
  'udp.port': udpPorts,
  'ppp.protocol': pppProtocols,
};

/** The largest number of a table; what is not named here has 16 bits. */
const largest: Readonly<Record<string, number>> = {
  'ip.proto': 255,
  'ip.version': 15,
  'llc.dsap': 255,
};
const LARGEST = 0xffff;
/** What a capture file tells, where all others are told by a header. */
const LINKTYPE = 'linktype';

/**
 * Lets a protocol follow under a number, or under a range of them, whatever the tables say:
 * `udp.port=5000-5010:dns`. All protocols are to be in the catalog. What is said last holds.
 */
export function decodeAs(catalog: Catalog, text: string): void {
  const [, table, range, name] = /^([^=:]+)=([^=:]+):([^=:]+)$/.exec(text.trim()) ?? [];
  if (table === undefined || range === undefined || name === undefined) {
    throw new RangeError(
      `--decode-as: '${text}' is not TABLE=NUMBER:PROTOCOL, as in udp.port=5000:dns`,
    );
  }
  checkTable(catalog, table);
  const [first, last] = rangeFrom(range, table);
  // Where several share a name (DNS over UDP and over TCP), the one that is at home there.
  const isAtHome = ({ declaration }: Protocol) => table in (declaration.carriedBy ?? {});
  catalog.tell(table, first, last, catalog.named(name, {}, isAtHome));
}

function checkTable(catalog: Catalog, table: string): void {
  const choosers = catalog.protocols.flatMap(({ plan }) => plan.choosers);
  const all = new Set([LINKTYPE, ...choosers.map(({ name }) => name)]);
  if (all.has(table)) return;
  const near = closest(table, all);
  const hint = near ? `did you mean '${near}'?` : `there are ${[...all].sort().join(', ')}`;
  throw new RangeError(`--decode-as: no table is called '${table}'; ${hint}`);
}

function rangeFrom(text: string, table: string): readonly [number, number] {
  const [, from, to] = /^(\w+)-(\w+)$/.exec(text) ?? [];
  // Names of services have hyphens too.
  if (from === undefined || to === undefined || parseNumber(from) === undefined) {
    const number = numberFrom(text, table);
    return [number, number];
  }
  const [first, last] = [numberFrom(from, table), numberFrom(to, table)];
  if (first > last) throw new RangeError(`--decode-as: the range ${text} ends before it starts`);
  return [first, last];
}

function numberFrom(text: string, table: string): number {
  const number = parseNumber(text) ?? numbers[table]?.numberOf(text);
  const most = largest[table] ?? LARGEST;
  if (typeof number === 'number' && number >= 0 && number <= most) return number;
  if (number !== undefined) {
    throw new RangeError(`--decode-as: ${text} is out of range: ${table} goes from 0 to ${most}`);
  }
  const near = closest(
    text,
    [...(numbers[table]?.entries() ?? [])].map(([, name]) => name),
  );
  const hint = near ? `; did you mean '${near}'?` : '';
  throw new RangeError(`--decode-as: '${text}' is no number of ${table}${hint}`);
}

import { parseIpv4, parseIpv6, parseMac } from '../../codec/address.js';
import type { Cell } from '../../codec/field.js';
import type { Layer } from '../../codec/packet.js';
import type { Protocol } from '../../codec/protocol.js';
import type { Trace } from '../../codec/reading.js';
import { tcpPorts, udpPorts } from '../../registries/ports.js';
import { CraftError } from '../craft-error.js';
import { type AddressKind, addressCells, hasAddresses, kindOf } from './address-kind.js';
import type { FieldEdit, HeadEdit } from './field-edit.js';
import type { InPlace, Write } from './in-place.js';

/** From one prefix, or one range of ports, to another of the same size. */
interface Rule {
  readonly kind: AddressKind | 'port';
  /** Sources or destinations alone. */
  readonly side: 'src' | 'dst' | undefined;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  /** Bits that are compared, and replaced; of ports how many there are. */
  readonly size: number;
}

const HINT = '10.0.0.0/16=192.168.0.0/16, 80=8080, 02:00:00:00:00:01=02:00:00:00:00:09';

/** `10.0.0.0/8=192.168.0.0/8`, `src:80=8080`, `8000-8099=9000-9099`, one MAC for another. */
export function ruleFrom(text: string): Rule {
  const [, word, left = '', right = ''] = /^(?:(src|dst):)?([^=]+)=([^=]+)$/.exec(text) ?? [];
  const side = word as Rule['side'];
  const from = endFrom(left);
  const to = endFrom(right);
  if (left === '' || right === '') {
    throw new CraftError(`--map ${text}: from=to is needed, two of a kind`, `--map ${HINT}`);
  }
  if (!from || !to) {
    const wrong = from ? right : left;
    throw new CraftError(`--map ${text}: '${wrong}' is ${noEnd(wrong)}`, `--map ${HINT}`);
  }
  if (from.kind !== to.kind) {
    throw new CraftError(`--map ${text}: ${named(from)} cannot become ${named(to)}`, HINT);
  }
  if (from.size !== to.size && !to.open) {
    throw new CraftError(
      `--map ${text}: not the same size: two would become one`,
      from.kind === 'port' ? '8000-8099=9000-9099' : '10.1.0.0/16=192.168.0.0/16',
    );
  }
  if (from.kind !== 'port' && to.size > from.size && !endsIn(to.bytes, from.size)) {
    throw new CraftError(
      `--map ${text}: of ${right} only the first ${from.size} bits would count`,
      `${right}/${from.size} says that this is meant`,
    );
  }
  if (from.kind === 'port' && to.last + from.size - 1 > 0xffff) {
    throw new CraftError(`--map ${text}: there are no ports beyond 65535`, '8000-8099=9000-9099');
  }
  return { kind: from.kind, side, from: from.bytes, to: to.bytes, size: from.size };
}

/** Why it is neither a port nor an address. */
function noEnd(text: string): string {
  if (/^[\d-]+$/.test(text)) return 'no port, nor a range of them: 0 to 65535';
  const { bytes } = addressFrom(text.replace(/\/.*/s, '')) ?? {};
  if (bytes) return `no network: behind / stand 0 to ${8 * bytes.length}`;
  return /^[\d.]+$/.test(text) ? 'no address like 192.0.2.1' : 'no address, and no port';
}

/** Behind so many bits all are 0. */
const endsIn = (bytes: Uint8Array, size: number): boolean =>
  bytes.every((byte, i) => (byte & (0xff >> Math.min(Math.max(size - 8 * i, 0), 8))) === 0);

interface End {
  readonly kind: Rule['kind'];
  readonly bytes: Uint8Array;
  readonly size: number;
  /** Of a port: its number. */
  readonly last: number;
  /** Its size was not said: it is as large as the other. */
  readonly open: boolean;
}

const named = ({ kind }: End): string => (kind === 'port' ? 'a port' : `an address (${kind})`);

function endFrom(text: string): End | undefined {
  const named = tcpPorts.numberOf(text) ?? udpPorts.numberOf(text);
  const typed = named === undefined ? text : String(named);
  const [, first = '', last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(typed) ?? [];
  if (first) {
    const low = Number(first);
    const high = Number(last ?? first);
    if (high > 0xffff || high < low) return undefined;
    const bytes = Uint8Array.of(low >> 8, low & 255);
    return { kind: 'port', bytes, size: high - low + 1, last: low, open: last === undefined };
  }
  const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const found = addressFrom(address);
  if (!found) return undefined;
  const bits = 8 * found.bytes.length;
  const size = Number(length ?? bits);
  return size > bits ? undefined : { ...found, size, last: 0, open: length === undefined };
}

function addressFrom(text: string): { kind: AddressKind; bytes: Uint8Array } | undefined {
  const mac = parseMac(text);
  if (mac !== undefined) return { kind: 'mac', bytes: bytesOf(mac, 6) };
  const v4 = parseIpv4(text);
  if (v4 !== undefined) return { kind: 'ipv4', bytes: bytesOf(v4, 4) };
  const v6 = parseIpv6(text);
  return v6 && { kind: 'ipv6', bytes: v6 };
}

function bytesOf(value: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let left = value;
  for (let i = size - 1; i >= 0; i--) {
    bytes[i] = left % 256;
    left = Math.floor(left / 256);
  }
  return bytes;
}

/**
 * Maps addresses and ports to others, as a translator between networks does: in headers, in what
 * error messages quote, in ARP and neighbour discovery. What applications say is theirs.
 */
export class AddressMap implements FieldEdit {
  constructor(private readonly rules: readonly Rule[]) {}

  heads(protocol: Protocol): HeadEdit[] {
    const { rules } = this;
    const found: HeadEdit[] = [];
    const add = (cell: Cell, kind: Rule['kind']): void => {
      const own = rules.filter((rule) => rule.kind === kind && isOn(rule, cell.key));
      if (own.length === 0) return;
      const offset = cell.bit >> 3;
      const write: Write = (bytes, start) => replace(own, bytes, start + offset);
      found.push({ name: `${protocol.name}.${cell.key}`, cell, nth: 0, write });
    };
    if (isCarrier(protocol)) {
      for (const { cell, kind } of addressCells(protocol)) add(cell, kind);
    }
    for (const cell of portCells(protocol)) add(cell, 'port');
    return found;
  }

  deeper(protocol: Protocol): boolean {
    const addresses = this.rules.some(({ kind }) => kind !== 'port');
    return addresses && isCarrier(protocol) && hasAddresses(protocol, false);
  }

  apply(place: InPlace): void {
    for (const layer of place.packet.layers) {
      const ports = portCells(layer.protocol).map(({ key }) => key);
      for (const met of place.trace(layer)) {
        const kind = this.kindAt(layer, met, ports);
        if (!kind) continue;
        const key = String(met.path[0]);
        const own = this.rules.filter((rule) => rule.kind === kind && isOn(rule, key));
        if (own.length > 0) place.put(layer, met, (bytes, at) => replace(own, bytes, at));
      }
    }
  }

  private kindAt(
    { protocol }: Layer,
    { field, path }: Trace,
    ports: readonly string[],
  ): Rule['kind'] | undefined {
    if (path.length === 1 && ports.includes(String(path[0]))) return 'port';
    // Those in lists and options are not the sender's or the receiver's.
    const own = path.every((key) => typeof key === 'string');
    return own && isCarrier(protocol) ? kindOf(field) : undefined;
  }
}

/** It carries others or is about who they are; what ports lead to is an application. */
const isCarrier = ({ declaration }: Protocol): boolean =>
  !Object.keys(declaration.carriedBy ?? {}).some((table) => table.endsWith('.port'));

function portCells({ plan }: Protocol): Cell[] {
  const { ends } = plan.rules;
  if (ends?.of !== 'port') return [];
  const item = plan.struct.items[0];
  const cells = item?.kind === 'run' ? item.cells : [];
  return cells.filter(
    ({ key, field }) => (key === ends.from || key === ends.to) && field.bits === 16,
  );
}

const isOn = ({ side }: Rule, key: string): boolean => side === undefined || key.startsWith(side);

/** The first rule that fits. */
function replace(rules: readonly Rule[], bytes: Uint8Array, at: number): void {
  for (const { kind, from, to, size } of rules) {
    if (kind === 'port') {
      const port = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
      const low = ((from[0] as number) << 8) | (from[1] as number);
      if (port < low || port >= low + size) continue;
      const value = ((to[0] as number) << 8) + (to[1] as number) + port - low;
      bytes[at] = value >> 8;
      bytes[at + 1] = value;
      return;
    }
    if (!startsWith(bytes, at, from, size)) continue;
    const whole = size >> 3;
    for (let i = 0; i < whole; i++) bytes[at + i] = to[i] as number;
    if (size & 7) {
      const mask = (0xff00 >> (size & 7)) & 0xff;
      const i = at + whole;
      bytes[i] = ((to[whole] as number) & mask) | ((bytes[i] as number) & ~mask);
    }
    return;
  }
}

function startsWith(bytes: Uint8Array, at: number, prefix: Uint8Array, size: number): boolean {
  const whole = size >> 3;
  for (let i = 0; i < whole; i++) if (bytes[at + i] !== prefix[i]) return false;
  if ((size & 7) === 0) return true;
  const mask = (0xff00 >> (size & 7)) & 0xff;
  return (((bytes[at + whole] as number) ^ (prefix[whole] as number)) & mask) === 0;
}

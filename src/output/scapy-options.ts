import { ipv4Text, ipv6Text, macText } from '../codec/address.js';
import { call, hex, list, literal, number, quoted, raw } from './scapy-python.js';

/** An option as it stands: the type, and the bytes behind the length (none in a single byte). */
interface Found {
  readonly type: number;
  readonly value: Uint8Array | undefined;
}
/** Where the length stands, and what it counts. */
interface Form {
  readonly single: readonly number[];
  /** Bytes that the length does not count. */
  readonly uncounted: number;
  readonly unit: number;
}
const WHOLE: Form = { single: [0, 1], uncounted: 0, unit: 1 };
const VALUE: Form = { single: [0], uncounted: 2, unit: 1 };
const EIGHTS: Form = { single: [], uncounted: 0, unit: 8 };

/** Options one after another, as long as they make sense, and what is left of the bytes. */
function walk(bytes: Uint8Array, form: Form): { found: Found[]; rest: Uint8Array } {
  const found: Found[] = [];
  let at = 0;
  while (at < bytes.length) {
    const type = bytes[at] as number;
    if (form.single.includes(type)) {
      found.push({ type, value: undefined });
      at++;
      continue;
    }
    const size = (bytes[at + 1] ?? 0) * form.unit + form.uncounted;
    if (at + 2 > bytes.length || size < 2 || at + size > bytes.length) break;
    found.push({ type, value: bytes.subarray(at + 2, at + size) });
    at += size;
  }
  return { found, rest: bytes.subarray(at) };
}

/** In words, if the value has the size that these need. */
type Words = (value: Uint8Array) => string | undefined;
type Vocabulary = Readonly<Record<number, Words>>;
const sized =
  (size: number, say: (value: Uint8Array) => string): Words =>
  (value) =>
    value.length === size ? say(value) : undefined;
const said = (vocabulary: Vocabulary, { type, value = new Uint8Array() }: Found) =>
  Object.hasOwn(vocabulary, type) ? vocabulary[type]?.(value) : undefined;

const quads = (value: Uint8Array): number[] =>
  Array.from({ length: value.length / 4 }, (_, i) => number(value, 4 * i, 4));

const TCP: Vocabulary = {
  0: () => "('EOL', None)",
  1: () => "('NOP', None)",
  2: sized(2, (b) => `('MSS', ${number(b, 0, 2)})`),
  3: sized(1, (b) => `('WScale', ${b[0]})`),
  4: sized(0, () => "('SAckOK', b'')"),
  5: (b) => (b.length % 4 || b.length < 8 ? undefined : `('SAck', (${quads(b).join(', ')}))`),
  8: sized(8, (b) => `('Timestamp', (${quads(b).join(', ')}))`),
};

/** Options, and how many bytes of them were said. */
interface Said {
  readonly text: string;
  readonly size: number;
}

/** Scapy fills up to words: as many as fill them, or none. */
export function tcpOptions(bytes: Uint8Array): Said {
  const { found, rest } = walk(bytes, WHOLE);
  if (rest.length > 0 || bytes.length % 4 > 0) return { text: '[]', size: 0 };
  const words = found.map(
    (one) => said(TCP, one) ?? `(${one.type}, ${literal(one.value ?? rest)})`,
  );
  return { text: list(words), size: bytes.length };
}

const addresses4 = (b: Uint8Array) => list(quads(b).map((one) => quoted(ipv4Text(one))));
const route =
  (name: string): Words =>
  (b) =>
    b.length % 4 === 1
      ? call(name, { pointer: b[0] ?? 0, routers: addresses4(b.subarray(1)) })
      : undefined;
const mtu = (name: string): Words => sized(2, (b) => call(name, { mtu: number(b, 0, 2) }));

const IP: Vocabulary = {
  0: () => 'IPOption_EOL()',
  1: () => 'IPOption_NOP()',
  7: route('IPOption_RR'),
  11: mtu('IPOption_MTU_Probe'),
  12: mtu('IPOption_MTU_Reply'),
  131: route('IPOption_LSRR'),
  136: sized(2, (b) => call('IPOption_Stream_Id', { security: number(b, 0, 2) })),
  137: route('IPOption_SSRR'),
  148: sized(2, (b) => call('IPOption_Router_Alert', { alert: number(b, 0, 2) })),
};

export function ipOptions(all: Uint8Array): Said {
  // Scapy fills up to words.
  const bytes = all.subarray(0, all.length - (all.length % 4));
  const { found, rest } = walk(bytes, WHOLE);
  const words = found.map(({ type, value = rest }) => {
    const known = said(IP, { type, value });
    if (known !== undefined) return known;
    const kind = { copy_flag: type >> 7, optclass: (type >> 5) & 3, option: type & 31 };
    return call('IPOption', { ...kind, value: literal(value) });
  });
  return { text: list(rest.length ? [...words, raw(rest)] : words), size: bytes.length };
}

const IPV6: Vocabulary = {
  0: () => 'Pad1()',
  1: (b) => call('PadN', { optdata: literal(b) }),
  5: sized(2, (b) => call('RouterAlert', { value: number(b, 0, 2) })),
  194: sized(4, (b) => call('Jumbo', { jumboplen: number(b, 0, 4) })),
  201: sized(16, (b) => call('HAO', { hoa: quoted(ipv6Text(b, 0)) })),
};

export function ipv6Options(bytes: Uint8Array): string {
  const { found, rest } = walk(bytes, VALUE);
  const words = found.map(
    ({ type, value = rest }) =>
      said(IPV6, { type, value }) ??
      call('HBHOptUnknown', { otype: type, optdata: literal(value) }),
  );
  return list(rest.length ? [...words, raw(rest)] : words);
}

/** Addresses that fill the bytes. */
export const addresses6 = (b: Uint8Array): string =>
  list(Array.from({ length: b.length / 16 }, (_, i) => quoted(ipv6Text(b, 16 * i))));

const link = (name: string): Words =>
  sized(6, (b) => call(name, { lladdr: quoted(macText(number(b, 0, 6))) }));

const NEIGHBOR: Vocabulary = {
  1: link('ICMPv6NDOptSrcLLAddr'),
  2: link('ICMPv6NDOptDstLLAddr'),
  3: sized(30, (b) => {
    const flags = b[1] ?? 0;
    return call('ICMPv6NDOptPrefixInfo', {
      prefixlen: b[0],
      L: flags >> 7,
      A: (flags >> 6) & 1,
      R: (flags >> 5) & 1,
      res1: flags & 31,
      validlifetime: number(b, 2, 4),
      preferredlifetime: number(b, 6, 4),
      res2: number(b, 10, 4),
      prefix: quoted(ipv6Text(b, 14)),
    });
  }),
  5: sized(6, (b) => call('ICMPv6NDOptMTU', { res: number(b, 0, 2), mtu: number(b, 2, 4) })),
  25: (b) =>
    b.length % 16 === 6
      ? call('ICMPv6NDOptRDNSS', {
          res: number(b, 0, 2),
          lifetime: hex(number(b, 2, 4)),
          dns: addresses6(b.subarray(6)),
        })
      : undefined,
};

/** Options of neighbor discovery are layers to Scapy: each behind a slash. */
export function neighborOptions(bytes: Uint8Array): Said {
  const { found, rest } = walk(bytes, EIGHTS);
  const words = found.map(({ type, value = rest }) => {
    const unknown = { type, len: (value.length + 2) / 8, data: literal(value) };
    return `/${said(NEIGHBOR, { type, value }) ?? call('ICMPv6NDOptUnknown', unknown)}`;
  });
  return { text: words.join(''), size: bytes.length - rest.length };
}

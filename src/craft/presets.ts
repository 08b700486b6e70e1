import { parseIpv4, parseIpv6 } from '../codec/address.js';
import { parseNumber } from '../codec/number.js';
import { dnsTypes } from '../registries/dns.js';
import { CraftError } from './craft-error.js';

/** A packet that is sent about, or answered. */
export interface Quoted {
  readonly ipv6: boolean;
  /** From its IP header on. */
  readonly hex: string;
  readonly src: string;
  readonly dst: string;
}

/** Words that stand for more words. Flags behind them change what they say. */
export interface Preset {
  readonly help: string;
  /** What is to be said behind its name, as help shows it. */
  readonly operands?: readonly string[];
  /** Of these so many may be left out. */
  readonly optional?: number;
  readonly words: (operands: readonly string[]) => readonly string[];
  /** Around a packet that is given as input, in place of `words`. */
  readonly around?: (quoted: Quoted) => readonly string[];
  /** Fields that are the same as others where nobody sets them. */
  readonly same?: Readonly<Record<string, string>>;
}

/** As Linux fills it. */
const PING = Array.from({ length: 48 }, (_, i) => (16 + i).toString(16)).join('');
const BROADCAST = 'ff:ff:ff:ff:ff:ff';
const SYN = ['tcp', 'syn'];

const syn = (system: string, ip: readonly string[], window: number, options: string): Preset => ({
  help: `opens a connection as ${system} does, with its options in its order`,
  words: () => ['ip', ...ip, ...SYN, `window=${window}`, `options=${options}`],
});

/** One place for all. */
export const presets: Readonly<Record<string, Preset>> = {
  ping: {
    help: 'ICMP echo request',
    words: () => ['icmp', 'type=echo_request', 'ident=1', 'seq=1', 'hex', PING],
  },
  ping6: {
    help: 'ICMPv6 echo request',
    words: () => ['icmpv6', 'type=128', 'echo.identifier=1', 'echo.sequence_number=1', 'hex', PING],
  },
  'arp-request': {
    help: 'who has --dst? tell --src',
    words: () => ['eth', `dst=${BROADCAST}`, 'arp', 'opcode=request'],
  },
  'arp-reply': {
    help: '--src is at --smac',
    words: () => ['eth', 'arp', 'opcode=reply'],
    same: { 'arp.dst.hw_mac': 'eth.dst' },
  },
  'arp-announce': {
    help: '--src is mine: to all, unasked (RFC 5227)',
    words: () => ['eth', `dst=${BROADCAST}`, 'arp', 'opcode=request'],
    same: { 'arp.dst.proto_ipv4': 'arp.src.proto_ipv4' },
  },
  'dns-query': {
    help: 'asks for NAME; TYPE is A if left out',
    operands: ['NAME', 'TYPE'],
    optional: 1,
    words: ([name = '', type = 'A']) => [
      ...['udp', 'dstport=53', 'dns', 'id=0x1234', 'flags.recdesired=1'],
      ...[`queries.name=${name}`, `queries.type=${dnsType(type)}`],
    ],
  },
  'dns-answer': {
    help: 'answers NAME with an address, IPv4 or IPv6',
    operands: ['NAME', 'ADDRESS'],
    words: ([name = '', address = '']) => answer(name, address),
  },
  'syn-linux': syn('Linux', ['ttl=64', 'df'], 64240, 'mss=1460,sackok,ts=1:0,nop,ws=7'),
  'syn-windows': syn('Windows', ['ttl=128', 'df'], 64240, 'mss=1460,nop,ws=8,nop,nop,sackok'),
  'syn-macos': syn(
    'macOS',
    ['ttl=64', 'df', 'id=0'],
    65535,
    'mss=1460,nop,ws=6,nop,nop,ts=1:0,sackok,eol',
  ),
  'neighbor-solicitation': {
    help: 'who has this IPv6 address? (RFC 4861)',
    operands: ['ADDRESS'],
    words: ([address = '']) => [
      ...['ipv6', 'hlim=255', `dst=${solicitedNode(address)}`],
      ...['icmpv6', 'type=135', `nd.ns.target_address=${address}`],
      'opt=[{"type":1,"linkaddr":"02:00:00:00:00:01"}]',
    ],
  },
  'icmp-unreachable': {
    help: 'port unreachable, about a packet from standard input',
    words: needsPacket,
    around: (quoted) => about(quoted, ['type=3', 'code=3'], ['type=1', 'code=4']),
  },
  'icmp-time-exceeded': {
    help: 'TTL exceeded on the way, about a packet from standard input',
    words: needsPacket,
    around: (quoted) => about(quoted, ['type=11', 'code=0'], ['type=3', 'code=0']),
  },
};

function needsPacket(): never {
  throw new CraftError('the packet that it is about is missing', 'tcpip build udp | tcpip build …');
}

function dnsType(type: string): number | string {
  const number = parseNumber(type) ?? dnsTypes.numberOf(type);
  if (number === undefined) throw new CraftError(`dns-query: '${type}' is no type of record`);
  return String(number);
}

function answer(name: string, address: string): string[] {
  const v4 = parseIpv4(address) !== undefined;
  if (!v4 && !parseIpv6(address)) {
    throw new CraftError(`dns-answer: '${address}' is no address like 192.0.2.1 or 2001:db8::1`);
  }
  const record = { name, type: v4 ? 1 : 28, ttl: 300, [v4 ? 'a' : 'aaaa']: address };
  const flags = ['response', 'recdesired', 'recavail'].map((flag) => `flags.${flag}=1`);
  return [
    ...['udp', 'srcport=53', 'dstport=51234', 'dns', 'id=0x1234', ...flags],
    ...[`queries.name=${name}`, `queries.type=${record.type}`],
    `answers=${JSON.stringify([record])}`,
  ];
}

/** RFC 4291, 2.7.1: the last 24 bits of the address. */
function solicitedNode(address: string): string {
  const bytes = parseIpv6(address);
  if (!bytes) {
    throw new CraftError(`neighbor-solicitation: '${address}' is no address like 2001:db8::1`);
  }
  const [a = 0, b = 0, c = 0] = bytes.subarray(13);
  return `ff02::1:ff${a.toString(16).padStart(2, '0')}:${((b << 8) | c).toString(16)}`;
}

/** What a router or host may quote: RFC 1812, 4.3.2.3; RFC 4443, 2.4. */
const MOST = { v4: 576 - 28, v6: 1280 - 48 };

/** Back to its sender, from whom it was sent to. */
function about({ ipv6, hex, src, dst }: Quoted, v4: string[], v6: string[]): string[] {
  const quoted = hex.slice(0, 2 * (ipv6 ? MOST.v6 : MOST.v4));
  const ends = [`src=${dst}`, `dst=${src}`];
  return ipv6
    ? ['ipv6', ...ends, 'icmpv6', ...v6, 'hex', quoted]
    : ['ip', ...ends, 'icmp', ...v4, 'hex', quoted];
}

/** Words with a preset at their head written out, and what it holds the same. */
export function expanded(
  args: readonly string[],
  quoted?: Quoted,
): { readonly args: readonly string[]; readonly same: Readonly<Record<string, string>> } {
  const [typed = '', ...rest] = args;
  const name = typed.toLowerCase();
  const preset = presetNamed(name);
  if (!preset) return { args, same: {} };
  const { operands = [], optional = 0, same = {} } = preset;
  let count = 0;
  while (count < operands.length && isOperand(rest[count])) count++;
  if (count < operands.length - optional) {
    throw new CraftError(`${name}: ${operands[count]} is missing`, `tcpip build ${usageOf(name)}`);
  }
  const own = quoted && preset.around ? preset.around(quoted) : preset.words(rest.slice(0, count));
  return { args: [...own, ...rest.slice(count)], same };
}

export const presetNamed = (word: string): Preset | undefined => {
  const name = word.toLowerCase();
  return Object.hasOwn(presets, name) ? presets[name] : undefined;
};

/** `dns-query NAME [TYPE]` */
export function usageOf(name: string): string {
  const { operands = [], optional = 0 } = presets[name] as Preset;
  const needed = operands.length - optional;
  return [name, ...operands.map((one, i) => (i < needed ? one : `[${one}]`))].join(' ');
}

const isOperand = (word: string | undefined): boolean =>
  word !== undefined && word !== '/' && !word.startsWith('--') && !word.includes('=');

import { parseIpv4, parseIpv6, parseMac } from '../codec/address.js';
import { hexDigit } from '../codec/hex.js';
import { closest, parseNumber } from '../codec/number.js';
import type { Facts } from './facts.js';
import { quoted, refuse } from './filter-error.js';
import { type Kind, Piece, type Value } from './kinds.js';
import type { Literal } from './syntax.js';
import { spanFrom, timeFrom } from './times.js';

/** What a literal says, and how values are compared with it. */
export interface Said {
  readonly value: Value;
  readonly order: Kind['order'];
}

/** A literal as a value of the kind that it is compared with. */
export function said(literal: Literal, kind: Kind, facts: Facts | undefined): Said {
  const prefix = prefixOf(literal, kind);
  return prefix ?? { value: valueFrom(literal, kind, facts), order: kind.order };
}

function valueFrom(literal: Literal, kind: Kind, facts: Facts | undefined): Value {
  const { text, is } = literal;
  switch (kind.name) {
    case 'number':
      return numberFrom(literal, facts);
    case 'flag':
      return flagFrom(literal);
    case 'ether':
      return parseMac(text) ?? etherFrom(literal);
    case 'ipv4':
      return parseIpv4(text) ?? notA(literal, 'an IPv4 address like 192.0.2.1');
    case 'ipv6': {
      const bytes = parseIpv6(text);
      return bytes ? new Piece().set(bytes) : notA(literal, 'an IPv6 address like 2001:db8::1');
    }
    case 'text':
      return text;
    case 'bytes':
    case 'protocol':
      return is === 'word' ? piece(bytesFrom(literal)) : piece(literal.bytes ?? new Uint8Array(0));
    case 'time':
      return timeFrom(text) ?? notA(literal, 'a time like "2024-07-04 12:34:56.789"');
    case 'span':
      return spanFrom(text) ?? notA(literal, 'a number of seconds');
    case 'none':
      return refuse(`${facts?.name ?? 'this'} has no value of its own`, literal);
  }
}

const piece = (bytes: Uint8Array): Piece => new Piece().set(bytes);

function notA(literal: Literal, what: string): never {
  return refuse(`${quoted(literal.text)} is not ${what}`, literal);
}

function numberFrom(literal: Literal, facts: Facts | undefined): Value {
  const { text, is, bytes } = literal;
  const found = is === 'char' ? bytes?.[0] : is === 'word' ? parseNumber(text) : undefined;
  const most = facts?.most;
  if (found !== undefined) {
    if (most !== undefined && found > most) {
      refuse(`${quoted(text)} is too big for ${facts?.name}: at most ${most}`, literal);
    }
    return found;
  }
  const named = numberNamed(text, facts);
  if (named !== undefined) return named;
  if (is === 'word' && /^0\d+$/.test(text)) {
    refuse(`${quoted(text)} could be octal: write it without the leading zero`, literal);
  }
  if (is === 'text' && parseNumber(text) !== undefined) {
    refuse('a number stands without quotation marks', literal);
  }
  const all = (facts?.names ?? []).flatMap((names) => [...names.entries()].map(([, name]) => name));
  const near = closest(text, new Set(all));
  const hint = near ? `; did you mean '${near}'?` : '';
  return refuse(
    `${quoted(text)} is no number${all.length ? `, and no name of ${facts?.name}` : ''}${hint}`,
    literal,
  );
}

/** A short name, or what people read. */
function numberNamed(text: string, facts: Facts | undefined): number | undefined {
  const wanted = text.toLowerCase();
  for (const names of facts?.names ?? []) {
    const short = names.numberOf(text);
    if (short !== undefined) return short;
    for (const [value] of names.entries()) {
      if (names.textOf(value)?.toLowerCase() === wanted) return value;
    }
  }
  return undefined;
}

const FLAGS: Readonly<Record<string, number>> = { true: 1, false: 0, set: 1, 'not set': 0 };

function flagFrom(literal: Literal): Value {
  const word = literal.text.toLowerCase();
  if (Object.hasOwn(FLAGS, word)) return FLAGS[word] as number;
  const found = literal.is === 'word' ? parseNumber(literal.text) : undefined;
  // Any number but zero is true.
  return found === undefined ? notA(literal, 'true or false, 1 or 0') : found ? 1 : 0;
}

/** Groups of hex digits with a sign between, `0xff` for one byte, or digits in pairs. */
function bytesFrom(literal: Literal): Uint8Array {
  const text = literal.text.replace(/^:/, '');
  const single = /^0x([\da-f]{1,2})$/i.exec(text) ?? /^([\da-f])$/i.exec(text);
  if (single) return Uint8Array.of(Number.parseInt(single[1] ?? '', 16));
  const groups = text.split(/[:.-]/);
  const parted = groups.length > 1 && groups.every((group) => /^[\da-f]{1,2}$/i.test(group));
  if (parted) return Uint8Array.from(groups, (group) => Number.parseInt(group, 16));
  const packed = groups.join('');
  const whole = groups.every((group) => group.length % 2 === 0 && group !== '');
  if (!whole || [...packed].some((c) => hexDigit(c.charCodeAt(0)) < 0)) {
    notA(literal, 'bytes like 08:00:2b, and no text in quotation marks');
  }
  return Uint8Array.from({ length: packed.length / 2 }, (_, i) =>
    Number.parseInt(packed.slice(2 * i, 2 * i + 2), 16),
  );
}

function etherFrom(literal: Literal): Value {
  const address = parseMac(literal.text.replace(/^:/, ''));
  return address ?? notA(literal, 'a link-layer address like 02:00:00:00:00:01');
}

/** `192.0.2.0/24`: all addresses that start with the same bits. */
function prefixOf(literal: Literal, kind: Kind): Said | undefined {
  const most = kind.name === 'ipv4' ? 32 : kind.name === 'ipv6' ? 128 : 0;
  const slash = literal.text.indexOf('/');
  if (most === 0 || slash < 0) return undefined;
  const value = valueFrom({ ...literal, text: literal.text.slice(0, slash) }, kind, undefined);
  const told = literal.text.slice(slash + 1);
  const bits = /^\d{1,3}$/.test(told) ? Number(told) : most + 1;
  if (bits > most) refuse(`a prefix has 0 to ${most} bits, not ${quoted(told)}`, literal);
  if (kind.name === 'ipv4') {
    const unit = 2 ** (32 - bits);
    const head = (address: Value): number => Math.floor((address as number) / unit);
    return { value, order: (a, b) => head(a) - head(b) };
  }
  return { value, order: (a, b) => firstBits(a as Piece, b as Piece, bits) };
}

function firstBits(a: Piece, b: Piece, bits: number): number {
  for (let i = 0; i * 8 < bits; i++) {
    const shift = Math.max(0, (i + 1) * 8 - bits);
    const x = (a.bytes[a.from + i] as number) >> shift;
    const y = (b.bytes[b.from + i] as number) >> shift;
    if (x !== y) return x - y;
  }
  return 0;
}

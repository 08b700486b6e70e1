import type { Loose } from '../codec/field.js';
import type { Layer } from '../codec/packet.js';

/** A layer as Scapy says it: the expression, and how many bytes of the layer it stands for. */
export interface Said {
  readonly text: string;
  readonly size: number;
}
/** Undefined: Scapy has no words that give these very bytes. */
export type Say = (fields: Loose, layer: Layer) => Said | undefined;
export type Sayings = Readonly<Record<string, Say>>;

/** Text is Python's already. */
type Argument = number | boolean | string | undefined;
type Arguments = Readonly<Record<string, Argument>>;

/** `name(key=value, …)`; what is undefined is left out. */
export function call(name: string, given: Arguments): string {
  const words = Object.entries(given).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${typeof value === 'boolean' ? Number(value) : value}`],
  );
  return `${name}(${words.join(', ')})`;
}

/** For a header that Scapy's class has the same fields for, all of it. */
export const header =
  (name: string, map: (v: Loose, layer: Layer) => Arguments): Say =>
  (v, layer) => ({ text: call(name, map(v, layer)), size: layer.length });

/** Left out where it is what Scapy takes anyway. */
export function unless<T>(usual: T, value: T): T | undefined {
  return value === usual ? undefined : value;
}

/** Letters that stand for themselves in bytes. */
function letter(byte: number): string {
  if (byte === 0x27 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
const LETTERS = Array.from({ length: 256 }, (_, byte) => letter(byte));

export function literal(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += LETTERS[byte];
  return `b'${text}'`;
}

/** Addresses, which hold neither quotes nor backslashes. */
export const quoted = (text: string): string => `'${text}'`;
export const hex = (value: number): string => `0x${value.toString(16)}`;
export const list = (words: readonly string[]): string => `[${words.join(', ')}]`;
export const raw = (bytes: Uint8Array): string => `Raw(${literal(bytes)})`;

/** The header's bytes from there on. */
export function from(layer: Layer, start: number): Uint8Array {
  return layer.packet.bytes.subarray(layer.offset + start, layer.body);
}

/** A big-endian number in them. */
export function number(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = at; i < at + size; i++) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

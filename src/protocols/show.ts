import { parseIpv4, parseIpv6, parseMac } from '../codec/address.js';
import type { Show } from '../codec/field.js';
import { Phrase } from '../codec/phrase.js';
import { ipv4Kind, ipv6Kind, macKind } from '../registries/addresses.js';

/** Numbers that people know in hex: `0x00ff`. */
export const hex = (digits: number): Show<number> =>
  Object.assign((value: number) => `0x${value.toString(16).padStart(digits, '0')}`, { digits });

const NUMBER = new Phrase('');

/** Numbers known in hex by some, and in decimal by others: `0x00ff`, and `255` beside it. */
export const hexAndDecimal = (digits: number) => ({
  show: hex(digits),
  means: (value: number): Phrase => NUMBER.of(value),
});

export function ipv4Means(text: string): string | undefined {
  const address = parseIpv4(text);
  return address === undefined ? undefined : ipv4Kind(address);
}

export function ipv6Means(text: string): string | undefined {
  const address = parseIpv6(text);
  return address && ipv6Kind(address);
}

export function macMeans(text: string): string | undefined {
  const address = parseMac(text);
  return address === undefined ? undefined : macKind(address);
}

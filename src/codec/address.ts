import { hexDigit, hexPair, toHex } from './hex.js';

/** 0xc0000201 -> `192.0.2.1` */
export function ipv4Text(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** Dotted quad only: `10.1` and `010.0.0.1` mean different things to different programs. */
export function parseIpv4(text: string): number | undefined {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) {
      if (digits === 0 || ++dots > 3) return undefined;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      continue;
    }
    if (code < 48 || code > 57 || (digits > 0 && octet === 0)) return undefined;
    octet = octet * 10 + code - 48;
    digits++;
    if (octet > 255) return undefined;
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

export function macText(address: number): string {
  const high = Math.floor(address / 2 ** 32);
  const low = address >>> 0;
  return (
    `${hexPair((high >>> 8) & 255)}:${hexPair(high & 255)}:${hexPair(low >>> 24)}:` +
    `${hexPair((low >>> 16) & 255)}:${hexPair((low >>> 8) & 255)}:${hexPair(low & 255)}`
  );
}

const [DOT, COLON, HYPHEN] = [46, 58, 45];

/** `02:00:5e:00:00:01`, also with `-`, or in Cisco's three groups `0200.5e00.0001`. */
export function parseMac(text: string): number | undefined {
  const group = text.length === 17 ? 2 : 4;
  const separator = text.charCodeAt(group);
  if (group === 2 && separator !== COLON && separator !== HYPHEN) return undefined;
  if (group === 4 && (separator !== DOT || text.length !== 14)) return undefined;
  let high = 0;
  let low = 0;
  let left = group;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (left === 0) {
      if (code !== separator) return undefined;
      left = group;
      continue;
    }
    const digit = hexDigit(code);
    if (digit < 0) return undefined;
    high = (high << 4) | (low >>> 28);
    low = (low << 4) | digit;
    left--;
  }
  return high * 2 ** 32 + (low >>> 0);
}

/** RFC 5952: lower case, the longest run of zero groups as `::`, IPv4-mapped in dotted form. */
export function ipv6Text(bytes: Uint8Array, offset = 0): string {
  const groups: number[] = [];
  for (let i = 0; i < 8; i++) {
    groups.push(((bytes[offset + 2 * i] ?? 0) << 8) | (bytes[offset + 2 * i + 1] ?? 0));
  }
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff) {
    return `::ffff:${ipv4Text(((groups[6] as number) * 65536 + (groups[7] as number)) >>> 0)}`;
  }
  let best = -1;
  let length = 1; // a single zero group is written out (section 4.2.2)
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && groups[i + run] === 0) run++;
    if (run > length) [best, length] = [i, run];
  }
  const hex = groups.map((g) => g.toString(16));
  if (best < 0) return hex.join(':');
  return `${hex.slice(0, best).join(':')}::${hex.slice(best + length).join(':')}`;
}

export function parseIpv6(text: string): Uint8Array | undefined {
  let body = text;
  const tail: number[] = [];
  if (text.includes('.')) {
    const at = text.lastIndexOf(':');
    const v4 = parseIpv4(text.slice(at + 1));
    if (at < 0 || v4 === undefined) return undefined;
    tail.push(v4 >>> 16, v4 & 0xffff);
    body = text.slice(0, at + 1);
    // The colon before the quad separates it, unless it is half of `::`.
    if (!body.endsWith('::')) body = body.slice(0, -1);
  }
  const halves = body.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (groups.flat().some((g) => !/^[\da-f]{1,4}$/i.test(g))) return undefined;
  const [head, rest] = groups.map((half) => half.map((g) => Number.parseInt(g, 16)));
  const after = [...(rest ?? []), ...tail];
  const missing = 8 - (head as number[]).length - after.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const bytes = new Uint8Array(16);
  [...(head as number[]), ...new Array<number>(missing).fill(0), ...after].forEach((g, i) => {
    bytes[2 * i] = g >> 8;
    bytes[2 * i + 1] = g;
  });
  return bytes;
}

/** An address of any length as pairs of hex digits: `02:00:5e:00`. */
export function octetsText(bytes: Uint8Array): string {
  return toHex(bytes).replace(/..(?!$)/g, '$&:');
}

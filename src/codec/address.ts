import { toHex } from './hex.js';

/** 0xc0000201 -> `192.0.2.1` */
export function ipv4Text(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** Dotted quad only: `10.1` and `010.0.0.1` mean different things to different programs. */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

const OCTET = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export function macText(address: number): string {
  const high = Math.floor(address / 2 ** 32);
  const low = address >>> 0;
  return (
    `${OCTET[(high >>> 8) & 255]}:${OCTET[high & 255]}:${OCTET[low >>> 24]}:` +
    `${OCTET[(low >>> 16) & 255]}:${OCTET[(low >>> 8) & 255]}:${OCTET[low & 255]}`
  );
}

/** `02:00:5e:00:00:01`, also with `-`, or in Cisco's three groups `0200.5e00.0001`. */
export function parseMac(text: string): number | undefined {
  const pairs = /^[\da-f]{2}([:-])[\da-f]{2}(\1[\da-f]{2}){4}$/i.test(text);
  const quads = /^[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}$/i.test(text);
  return pairs || quads ? Number.parseInt(text.replace(/[:.-]/g, ''), 16) : undefined;
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

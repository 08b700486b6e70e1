import type { Json } from './own.js';
import type { PeerField } from './tshark.js';

/** Wireshark's numbers for verdicts on checksums; 4 is the zero that UDP over IPv6 may not have. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  bad: ['0', '4'],
  good: ['1'],
  unverified: ['2'],
  absent: ['3'],
};

/** The sixteen bytes of an IPv6 address as text; undefined if it is none. */
function ipv6Bytes(text: string): string | undefined {
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text)) return undefined;
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const two = (a?: string, b?: string) => (Number(a) * 256 + Number(b)).toString(16);
  const plain = dotted
    ? `${dotted[1]}${two(dotted[2], dotted[3])}:${two(dotted[4], dotted[5])}`
    : text;
  const [head = '', tail] = plain.split('::');
  const words = (part: string) => part.split(':').filter(Boolean);
  const left = words(head);
  const right = words(tail ?? '');
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const all = [...left, ...Array<string>(Math.max(0, missing)).fill('0'), ...right];
  if (all.length !== 8) return undefined;
  return all.map((word) => word.padStart(4, '0').toLowerCase()).join('');
}

function sameNumber(ours: bigint, { show, value }: PeerField): boolean {
  if (/^-?(0x[0-9a-f]+|\d+)$/i.test(show)) {
    const negative = show.startsWith('-');
    const shown = BigInt(negative ? show.slice(1) : show);
    return ours === (negative ? -shown : shown);
  }
  // A number that is shown as an address or as a time of day still has its bytes.
  return /^[0-9a-f]+$/.test(value) && BigInt(`0x${value}`) === ours;
}

/** DNS names and other text: what tshark escapes or cannot show stands in its bytes. */
function sameText(ours: string, { show, value, size }: PeerField): boolean {
  if (ours === show) return true;
  const compact = show.replaceAll(':', '').toLowerCase();
  if (/^[0-9a-f]*$/.test(ours) && (ours === compact || ours === value)) return true;
  if (ours.toLowerCase() === show.toLowerCase() && /^[0-9a-f:.]+$/i.test(ours)) return true;
  // Of some fields tshark tells the place and no value.
  if (show === '' && value === '' && ours.length === size * 2) return true;
  const address = ipv6Bytes(ours);
  if (address !== undefined && address === ipv6Bytes(show)) return true;
  const withoutNul = (hex: string) => hex.replace(/(00)+$/, '');
  return value !== '' && withoutNul(Buffer.from(ours).toString('hex')) === withoutNul(value);
}

/** Do both say the same? Units and names must be settled before (names.ts). */
export function sameValue(ours: Json, theirs: PeerField): boolean {
  if (typeof ours === 'boolean') return sameNumber(ours ? 1n : 0n, theirs);
  if (typeof ours === 'number') {
    return Number.isInteger(ours) ? sameNumber(BigInt(ours), theirs) : Number(theirs.show) === ours;
  }
  if (typeof ours !== 'string') return false;
  if (theirs.name.endsWith('.status') && ours in VERDICTS) {
    return VERDICTS[ours]?.includes(theirs.show) === true;
  }
  if (/^\d+$/.test(ours) && sameNumber(BigInt(ours), theirs)) return true;
  return sameText(ours, theirs);
}

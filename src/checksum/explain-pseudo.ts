import { ipv4Text, ipv6Text } from '../codec/address.js';
import { getBytes } from '../codec/bits.js';
import type { Addresses } from '../codec/checksum/seal.js';
import { toHex } from '../codec/hex.js';
import type { Look } from '../output/format.js';
import { wrapped } from '../output/width.js';
import type { Sum } from './sums.js';

/** A word of the pseudo-header, and what it holds. */
interface PseudoWord {
  readonly word: number;
  readonly label: string;
  readonly layer: number | undefined;
}
export interface PseudoHeader {
  readonly words: readonly PseudoWord[];
  drawing(look: Look): string[];
}

/** As it would stand before the header (RFC 768, RFC 9293, 3.1; RFC 8200, 8.1). */
export function pseudoHeader({ seal, sealed, layer }: Sum): PseudoHeader | undefined {
  const { addresses, start, end } = sealed;
  if (seal.pseudo === undefined || !addresses) return undefined;
  const length = end - start;
  const number = `protocol ${seal.pseudo} (${layer.protocol.short})`;
  const around = layer.packet.layers
    .slice(0, layer.index)
    .findLast(({ protocol }) => protocol.plan.addresses)?.index;
  const ends: readonly Part[] = [
    { bytes: part(addresses, addresses.src), label: `src ${textOf(addresses, addresses.src)}` },
    { bytes: part(addresses, addresses.dst), label: `dst ${textOf(addresses, addresses.dst)}` },
  ];
  const said = { zero: `zero, ${number}`, zeros: `zeros, ${number}`, length: `length ${length}` };
  const all = [length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff];
  // Before it is cut into segments, a datagram may have more than the field holds.
  const short = length > 0xffff ? all : all.slice(2);
  const rest: readonly Part[] =
    addresses.size === 4
      ? [
          { bytes: Uint8Array.of(0, seal.pseudo), label: said.zero },
          { bytes: Uint8Array.from(short), label: said.length },
        ]
      : [
          { bytes: Uint8Array.from(all), label: said.length },
          { bytes: Uint8Array.of(0, 0, 0, seal.pseudo), label: said.zeros },
        ];
  const parts = [...ends, ...rest];
  return {
    words: parts.flatMap((one) => wordsOf(one, around)),
    drawing: (look) => drawn([...ends, ...rowsOf(rest)], around, look),
  };
}

/** Four bytes are a row. */
function rowsOf(parts: readonly Part[]): Part[] {
  if (parts.every(({ bytes }) => bytes.length === 4)) return [...parts];
  return [
    {
      bytes: Uint8Array.from(parts.flatMap(({ bytes }) => [...bytes])),
      label: parts.map(({ label }) => label).join(', '),
    },
  ];
}

const part = ({ bytes, size }: Addresses, at: number): Uint8Array => bytes.subarray(at, at + size);

function textOf({ bytes, size }: Addresses, at: number): string {
  return size === 4 ? ipv4Text(getBytes(bytes, at, 4)) : ipv6Text(bytes, at);
}

/** The label stands beside the first. */
function wordsOf({ bytes, label }: Part, layer: number | undefined): PseudoWord[] {
  return Array.from({ length: bytes.length / 2 }, (_, i) => ({
    word: ((bytes[2 * i] as number) << 8) | (bytes[2 * i + 1] as number),
    label: i === 0 ? label : '',
    layer,
  }));
}

interface Part {
  readonly bytes: Uint8Array;
  readonly label: string;
}

/** A box of four bytes a row, as RFCs draw it. */
function drawn(parts: readonly Part[], around: number | undefined, look: Look): string[] {
  const [side, ...corners] = look.ascii ? ['|', '+', '+', '+', '+'] : ['│', '┌', '┐', '└', '┘'];
  const bar = (look.ascii ? '-' : '─').repeat(13);
  const line = (left = '', right = '', label = '') => `  ${left}${bar}${right}${label}`;
  const rows = parts.flatMap(({ bytes, label }) => rowsBeside(bytes, label, look.width - BOX));
  const paint = (text: string) => (around === undefined ? text : look.paint.layer(around, text));
  return [
    line(corners[0], corners[1], '  pseudo-header'),
    ...rows.map(({ hex, label }) =>
      `  ${side} ${hex ? paint(hex) : ' '.repeat(11)} ${side}  ${label}`.trimEnd(),
    ),
    line(corners[2], corners[3]),
  ];
}

/** The box, and the gap beside it. */
const BOX = 19;

/** The label goes on beside the next rows, or beside empty ones. */
function rowsBeside(bytes: Uint8Array, label: string, width: number) {
  const labels = wrapped(label, Math.max(1, width));
  const count = Math.max(labels.length, Math.ceil(bytes.length / 4));
  return Array.from({ length: count }, (_, i) => ({
    hex: toHex(bytes.subarray(4 * i, 4 * i + 4)).replace(/..(?=.)/g, '$& '),
    label: labels[i] ?? '',
  }));
}

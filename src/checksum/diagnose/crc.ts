import { crc32, crc32c } from '../../codec/checksum/crc.js';
import { adler32 } from '../../codec/checksum/simple.js';
import type { Sum } from '../sums.js';
import { type Diagnosis, diagnosis } from './diagnosis.js';
import { flippedBit } from './syndrome.js';

const VALUES = 2 ** 32 - 1;

const swap = (v: number): number =>
  (((v & 0xff) << 24) | ((v & 0xff00) << 8) | ((v >>> 8) & 0xff00) | (v >>> 24)) >>> 0;
const not = (v: number): number => ~v >>> 0;
const hex32 = (v: number): string => `0x${v.toString(16).padStart(8, '0')}`;

interface Ways {
  readonly name: string;
  values(sum: Sum, expected: number): readonly number[];
  readonly text: string;
}

/** What is covered, with the field as zero where it stands inside. */
function cleared({ seal, sealed }: Sum): Uint8Array {
  const { start, at } = sealed;
  const bytes = sealed.bytes.slice(start, seal.endOf(sealed));
  return bytes.fill(0, at - start, at - start + 4);
}

const ways: readonly Ways[] = [
  {
    name: 'byte-order',
    values: (_, expected) => [swap(expected)],
    text: 'is the right value in the other byte order: a reflected CRC goes low byte first.',
  },
  {
    name: 'complement',
    values: (_, expected) => [not(expected), swap(not(expected))],
    text: 'is the right value with all bits inverted: the final complement was not taken.',
  },
  {
    name: 'adler-32',
    values: (sum) => [adler32(cleared(sum)), swap(adler32(cleared(sum)))],
    text: 'is the Adler-32 of the packet, which RFC 2960 asked for: RFC 3309 has CRC-32C instead.',
  },
  {
    name: 'polynomial',
    values(sum) {
      const other = sum.seal.algorithm === 'crc32' ? crc32c : crc32;
      const value = other(cleared(sum));
      return [value, swap(value)];
    },
    text: 'is the CRC with the other polynomial: CRC-32 (IEEE 802.3) and CRC-32C were confused.',
  },
  {
    name: 'unfilled',
    values: () => [0],
    text: 'stands there if it was never filled in: the network card was to do it, most likely.',
  },
];

/** Why a CRC may be wrong: the most specific first. */
export function crcDiagnoses(sum: Sum, expected: number): Diagnosis[] {
  const { stored } = sum;
  const found = ways.flatMap(({ name, values, text }) => {
    const all = [...new Set(values(sum, expected))].filter((v) => v !== expected);
    const said = `${hex32(stored)} ${text}`;
    return all.includes(stored) ? [diagnosis(name, said, all.length, VALUES)] : [];
  });
  return [...found, ...flippedBit(sum, swap(stored ^ expected), VALUES)];
}

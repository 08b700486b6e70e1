import { fold } from '../../codec/checksum/internet.js';
import { counted } from '../../protocols/words.js';
import { type Case, excessOf, type Hypothesis, hex16, type Try } from './case.js';
import { hopsOf } from './covered.js';

const swap = (v: number): number => ((v & 0xff) << 8) | (v >> 8);

const stands = (c: Case, value: number, what = ''): Try => ({
  excess: excessOf(c, value),
  what: () => what,
});

const swapped: Hypothesis = {
  name: 'swapped',
  *tries(c) {
    yield stands(c, swap(c.expected));
  },
  text: (_, { stored, expected }) =>
    `${hex16(stored)} is ${hex16(expected)} with its two bytes swapped: it was stored in the ` +
    'byte order of a little-endian machine, or swapped once too often.',
};

const complement: Hypothesis = {
  name: 'complement',
  *tries(c) {
    yield stands(c, ~c.expected & 0xffff, 'the sum itself');
    yield stands(c, swap(~c.expected & 0xffff), 'the sum itself with its bytes swapped');
  },
  text: ([what], { stored }) =>
    `${hex16(stored)} is ${what}: its complement was not taken. All bits are to be inverted at ` +
    'the end (RFC 1071).',
};

/** What comes out without the last carry, or without any. */
const carry: Hypothesis = {
  name: 'carry',
  *tries(c) {
    const sum = c.own + c.pseudo;
    const carries = Math.floor(sum / 0x10000);
    const lost = `the ${counted(carries, 'carry', 'carries')} out of 16 bits were lost`;
    yield { excess: -carries, what: () => lost };
    if ((sum & 0xffff) + carries < 0x10000) return;
    const again = 'the carries were added, but the carry of that addition was lost';
    yield { excess: -1, what: () => again };
  },
  text: ([what], { stored }) =>
    `${hex16(stored)} comes out if ${what}. Fold until nothing is left above 16 bits (RFC 1071).`,
};

/** The field is to be zero while it is computed. What may have stood in it is not unlimited. */
const uncleared: Hypothesis = {
  name: 'uncleared',
  *tries(c) {
    const old = (value: number, what: string): Try => ({ excess: value, what: () => what });
    yield old(c.expected, 'the right checksum');
    const { pseudo } = c;
    if (pseudo > 0) {
      const sum = fold(pseudo);
      yield old(sum, `the sum of the pseudo-header (${hex16(sum)})`);
      yield old(
        ~sum & 0xffff,
        `the complement of the pseudo-header's sum (${hex16(~sum & 0xffff)})`,
      );
    }
    for (const { weight } of hopsOf(c)) {
      yield old(c.expected - weight, 'the checksum from before the last hop');
    }
  },
  text: ([what], c) => (c.stored === 0 ? zero(c) : computedOver(what ?? '', c)),
};

const computedOver = (what: string, { stored }: Case): string =>
  `${hex16(stored)} comes out if ${what} still stood in the field while it was computed. ` +
  'The field must be cleared first.';

const zero = ({ sum }: Case): string =>
  sum.seal.optional
    ? '0 says that no checksum was made, which IPv6 allows to some tunnels only (RFC 6935).'
    : '0x0000 stands there if it was never filled in, or left to the network card (offload). It ' +
      'is also what comes out while the right checksum still stands in the field: clear it first.';

export const arithmetic: readonly Hypothesis[] = [swapped, complement, carry, uncleared];

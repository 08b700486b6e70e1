import { fold } from '../../codec/checksum/internet.js';
import type { Layer } from '../../codec/packet.js';
import { type Case, excessOf, type Hypothesis, hex16, lengthWords, type Try } from './case.js';

/** The headers around that have addresses, innermost first. */
function networksAround({ sum, layers }: Pick<Case, 'sum' | 'layers'>): Layer[] {
  const outer = layers.slice(0, sum.layer.index).reverse();
  return outer.filter(({ protocol }) => protocol.plan.addresses);
}

const lengthOf = ({ sum }: Case): number => sum.sealed.end - sum.sealed.start;

const offload: Hypothesis = {
  name: 'offload',
  *tries(c) {
    if (c.pseudo === 0) return;
    const said = 'the pseudo-header alone';
    const stands = (sum: number, what: string): Try => ({
      excess: excessOf(c, sum),
      what: () => what,
    });
    const sum = fold(c.pseudo);
    const without = fold(c.pseudo - lengthWords(lengthOf(c)));
    yield stands(sum, `the sum of ${said}`);
    yield stands(~sum & 0xffff, `the complement of the sum of ${said}`);
    yield stands(without, `the sum of ${said}, without the length (as for segmentation)`);
    yield stands(~without & 0xffff, `the complement of the sum of ${said}, without the length`);
  },
  text: ([what], { stored }) =>
    `${hex16(stored)} is ${what}: the network card was to finish it (checksum offload). A ` +
    'capture taken on the sending host shows this; the packet on the wire is most likely right.',
};

const leftOut: Hypothesis = {
  name: 'no-pseudo',
  *tries(c) {
    yield { excess: -c.pseudo, what: () => '' };
  },
  text: (_, { stored }) =>
    `${hex16(stored)} comes out without the pseudo-header: addresses, protocol and length are to ` +
    'be added too.',
};

/** None, and those that most packets carry. */
const USUAL_PROTOCOLS = [0, 1, 6, 17, 58];

/** Those, and what the headers of the packet are, of which a wrong one may be taken. */
function protocolsOf({ layers }: Case): Set<number> {
  const here = layers.flatMap(({ protocol }) => protocol.declaration.carriedBy?.['ip.proto'] ?? []);
  return new Set([...USUAL_PROTOCOLS, ...here]);
}

const protocol: Hypothesis = {
  name: 'pseudo-protocol',
  *tries(c) {
    const own = c.sum.seal.pseudo;
    if (own === undefined || c.pseudo === 0) return;
    for (const other of protocolsOf(c)) {
      yield { excess: other - own, what: () => `the protocol number ${other}` };
    }
    yield { excess: own * 255, what: () => `the protocol number in the wrong byte` };
  },
  text: ([what], { stored, sum }) =>
    `${hex16(stored)} comes out with ${what} in the pseudo-header: there it is ` +
    `${sum.seal.pseudo}, whatever headers stand before.`,
};

const length: Hypothesis = {
  name: 'pseudo-length',
  *tries(c) {
    if (c.pseudo === 0) return;
    const { start, body, end } = c.sum.sealed;
    const right = end - start;
    const other = (value: number, what: string): Try => ({
      excess: lengthWords(value) - lengthWords(right),
      what: () => `${what} (${value})`,
    });
    yield other(0, 'no length');
    yield other(body - start, 'the length of the header alone');
    yield other(end - body, 'the length without the header');
    yield other(c.to - start, 'the length of what is covered');
    for (const { offset, body: inner, stop, protocol: around } of networksAround(c).slice(0, 1)) {
      yield other(stop - offset, `the total length of ${around.short}`);
      yield other(stop - inner, `the length of all that ${around.short} carries`);
      yield other(inner - offset, `the length of the ${around.short} header`);
    }
    const turned = ((right & 0xff) << 8) | ((right >> 8) & 0xff);
    if (right <= 0xffff) yield other(turned, 'the length in the other byte order');
  },
  text: ([what], c) =>
    `${hex16(c.stored)} comes out with ${what} in the pseudo-header: there the length is ` +
    `${lengthOf(c)}, of header and payload.`,
};

export const pseudoHeader: readonly Hypothesis[] = [offload, leftOut, protocol, length];

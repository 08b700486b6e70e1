import { inBytes } from '../../protocols/words.js';
import { type Case, type Hypothesis, hex16, lengthWords, plainSum, type Try } from './case.js';

const isOdd = ({ from, to }: Case): boolean => (to - from) % 2 === 1;

/** What so many more bytes behind the covered ones would add. */
const behind = (c: Case, end: number): number => plainSum(c.bytes, c.to, end, isOdd(c));

/** RFC 1071: an odd last byte is the high half of a word. */
const oddByte: Hypothesis = {
  name: 'odd-byte',
  *tries(c) {
    if (!isOdd(c)) return;
    const last = c.bytes[c.to - 1] ?? 0;
    yield { excess: last - last * 256, what: () => 'was padded on the wrong side' };
    yield { excess: -last * 256, what: () => 'was left out' };
    const next = c.bytes[c.to] ?? 0;
    yield { excess: next, what: () => `was added together with the byte behind it` };
  },
  text: ([what], { stored }) =>
    `${hex16(stored)} comes out if the odd last byte ${what}. It counts as the high half of a ` +
    'word, with 00 as the low one (RFC 1071).',
};

/** More are no likelier. */
const MOST_ENDS = 6;

/** Where what stands behind the datagram may end: the packet's end, that of a layer, or its FCS. */
function endsBehind(c: Case): number[] {
  const { sum, layers, to, bytes } = c;
  const outer = layers.slice(0, sum.layer.index);
  const tails = outer.flatMap(({ end }) => [end, end - 4]);
  const ends = [bytes.length, bytes.length - 4, ...tails];
  return [...new Set(ends)].filter((end) => end > to && end <= bytes.length).slice(0, MOST_ENDS);
}

const padding: Hypothesis = {
  name: 'padding',
  *tries(c) {
    if (c.to < c.sum.sealed.end) return;
    const hasLength = c.pseudo > 0;
    for (const end of endsBehind(c)) {
      const bytes = behind(c, end);
      const length = c.sum.sealed.end - c.from;
      const more = lengthWords(end - c.from) - lengthWords(length);
      const words = `the ${inBytes(end - c.to)} behind the datagram`;
      yield { excess: bytes, what: () => `${words} were counted` };
      if (!hasLength) continue;
      yield { excess: bytes + more, what: () => `${words} were counted, in the length too` };
      yield { excess: more, what: () => `the length had ${words} in it` };
    }
  },
  text: ([what], { stored }) =>
    `${hex16(stored)} comes out if ${what}: padding is no part of the datagram. The length was ` +
    'taken from the frame and not from the header.',
};

/** Too little of it, or too much. */
const extent: Hypothesis = {
  name: 'extent',
  tries: extents,
  text: ([what], { stored }) => `${hex16(stored)} comes out if ${what}.`,
};

function* extents(c: Case): Iterable<Try> {
  const { bytes, from, to, sum } = c;
  const { body, end } = sum.sealed;
  const head = from + sum.layer.protocol.plan.head;
  const without = (start: number, what: string): Try => ({
    excess: -plainSum(bytes, start, to, (start - from) % 2 === 1),
    what: () => what,
  });
  if (body < to) yield without(body, 'the header alone was added up, without what it carries');
  if (from === sum.layer.offset && c.at + 2 <= head && head < body) {
    const options = plainSum(bytes, head, body, (head - from) % 2 === 1);
    yield { excess: -options, what: () => `the header's options were left out` };
  }
  if (to < end)
    yield {
      excess: behind(c, end),
      what: () => 'all was added up, and not the covered part alone',
    };
  if (to - from > 4) {
    yield without(to - 2, 'the last two bytes were left out');
    if (!isOdd(c)) yield without(to - 1, 'the last byte was left out');
  }
}

export const coverage: readonly Hypothesis[] = [oddByte, padding, extent];

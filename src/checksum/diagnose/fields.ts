import type { Loose } from '../../codec/field.js';
import { counted } from '../../protocols/words.js';
import { type Case, either, type Hypothesis, hex16, plainSum, type Try } from './case.js';
import { type Covered, coveredFields, hopsOf, rawOf, shownAs } from './covered.js';

/** The sum would be right if the field held this. */
function held(c: Case, one: Covered, raw: number, what?: () => string): Try {
  return {
    excess: (raw - rawOf(c, one)) * one.weight,
    what: what ?? (() => `${one.name} ${shownAs(c, one, raw)}`),
  };
}

const hopText = ([what]: readonly string[], { stored }: Case): string =>
  `${hex16(stored)} is right for ${what}: who lowered it since did not update the checksum ` +
  '(RFC 1624).';

function hopTries(starts: (ttl: number) => readonly number[]): Hypothesis['tries'] {
  return function* tries(c) {
    for (const one of hopsOf(c)) {
      const ttl = rawOf(c, one);
      for (const start of starts(ttl)) {
        yield held(c, one, start, () => `${one.name} ${start}, ${counted(start - ttl, 'hop')} ago`);
      }
    }
  };
}

const upTo = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

const lastHop: Hypothesis = {
  name: 'ttl-hop',
  tries: hopTries((ttl) => upTo(ttl + 1, Math.min(255, ttl + 1))),
  text: hopText,
};
/** What hosts send with. */
const startHops: Hypothesis = {
  name: 'ttl-start',
  tries: hopTries((ttl) => [64, 128, 255].filter((start) => start > ttl + 1)),
  text: hopText,
};
const anyHops: Hypothesis = {
  name: 'ttl',
  tries: hopTries((ttl) => upTo(ttl + 1, 255)),
  text: hopText,
  unless: ['ttl-hop', 'ttl-start'],
};

/** Every other value of some fields. */
function anyValue(wanted: (one: Covered) => boolean): Hypothesis['tries'] {
  return function* tries(c) {
    for (const one of coveredFields(c)) {
      if (one.weight === 0 || !wanted(one)) continue;
      for (let raw = 0; raw < 2 ** one.width; raw++) yield held(c, one, raw);
    }
  };
}

const marked: Hypothesis = {
  name: 'ecn',
  tries: anyValue(({ key }) => key === 'ecn'),
  text: ([what], { stored }) =>
    `${hex16(stored)} is right for ${what}: a router marked congestion and did not update the ` +
    'checksum.',
};
const remarked: Hypothesis = {
  name: 'dscp',
  tries: anyValue(({ key }) => key === 'dscp'),
  text: ([what], { stored }) =>
    `${hex16(stored)} is right for ${what}: a router remarked it and did not update the checksum.`,
};

/** A few bits are for the flipped one to tell. With another header length all is another. */
const isSmall = ({ width, key }: Covered): boolean =>
  width >= 4 && width <= 8 && !['ttl', 'dscp', 'ecn', 'hdr_len', 'version'].includes(key);

const small: Hypothesis = {
  name: 'field',
  tries: anyValue(isSmall),
  text: (found, { stored }) =>
    `${hex16(stored)} is right for ${either(found)}: changed since without a new checksum.`,
  unless: ['unfilled'],
};

const unfilled: Hypothesis = {
  name: 'unfilled',
  *tries(c) {
    for (const one of coveredFields(c)) {
      yield { excess: -one.part, what: () => one.name };
    }
  },
  text: (found, { stored }) =>
    `${hex16(stored)} comes out while ${either(found)} is still 0: the checksum was computed ` +
    'before the field was filled in.',
};

const byteOrder: Hypothesis = {
  name: 'byte-order',
  *tries(c) {
    for (const one of coveredFields(c)) {
      const { bit, width } = one;
      if (bit % 8 || (width !== 16 && width !== 32)) continue;
      const there = c.bytes.slice(bit / 8, (bit + width) / 8).reverse();
      const odd = (bit / 8 - c.from) % 2 === 1;
      yield { excess: plainSum(there, 0, there.length, odd) - one.part, what: () => one.name };
    }
  },
  text: (found, { stored }) =>
    `${hex16(stored)} is right for ${either(found)} in the other byte order: it was turned round ` +
    'after the checksum was computed, or should have been before.',
};

/** Ports that servers listen on more than on others. */
const USUAL_PORTS = [
  20, 21, 22, 23, 25, 53, 67, 68, 69, 80, 110, 123, 143, 161, 389, 443, 445, 465, 500, 514, 587,
  853, 993, 995, 1194, 1433, 1883, 3128, 3306, 3389, 4500, 5060, 5353, 5432, 6379, 8000, 8080, 8443,
];

const ports: Hypothesis = {
  name: 'port',
  *tries(c) {
    const { ends } = c.sum.layer.protocol.plan.rules;
    if (ends?.of !== 'port') return;
    for (const one of coveredFields(c)) {
      if (one.key !== ends.from && one.key !== ends.to) continue;
      for (const port of USUAL_PORTS) yield held(c, one, port);
    }
  },
  text: (found, { stored }) =>
    `${hex16(stored)} is right for ${either(found)}: the port was translated (NAT, or a proxy's ` +
    'redirect) and the checksum not updated.',
  unless: ['unfilled', 'byte-order'],
};

/** What somebody may have taken for the length. */
const lengths: Hypothesis = {
  name: 'length-field',
  *tries(c) {
    const { layer } = c.sum;
    const derived: Loose = layer.protocol.plan.rules.derived ?? {};
    const { length: header, offset, body, stop, limit } = layer;
    const usual = [stop - offset, stop - body, limit - offset];
    for (const one of coveredFields(c)) {
      if (one.width !== 16 || (derived[one.key] !== 'total' && derived[one.key] !== 'payload')) {
        continue;
      }
      const value = rawOf(c, one);
      // Some hosts quote a datagram as they hold it: without the header in its length.
      const told = c.sum.embedded ? [value + header, value - header] : [];
      for (const raw of [...usual, ...told]) {
        if (raw >= 0 && raw <= 0xffff) yield held(c, one, raw);
      }
    }
  },
  text: ([what], { stored }) =>
    `${hex16(stored)} is right for ${what}: the length was changed after the checksum was ` +
    'computed.',
};

export const fields: readonly Hypothesis[] = [
  lastHop,
  startHops,
  unfilled,
  byteOrder,
  lengths,
  marked,
  remarked,
  ports,
  anyHops,
  small,
];

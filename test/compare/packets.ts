import fc from 'fast-check';
import type { Packet } from '../../src/codec/packet.js';
import type { Change, FieldChange } from '../../src/compare/compare.js';
import { Comparison } from '../../src/compare/comparison.js';
import { Ignore } from '../../src/compare/ignore.js';
import { decode } from '../../src/index.js';
import { allFixtures } from '../fixtures.js';

export const fixtures = allFixtures();

export const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';

export const packetOf = (hex: string): Packet => decode(Uint8Array.from(Buffer.from(hex, 'hex')));

/** Bytes changed, put in or taken out at some places. */
const edits = fc.array(
  fc.record({
    at: fc.nat({ max: 400 }),
    what: fc.constantFrom('change', 'change', 'change', 'insert', 'delete'),
    byte: fc.nat({ max: 255 }),
  }),
  { maxLength: 4 },
);

/** Two packets as bytes: a counterexample is printed, and a packet knows the whole program. */
export interface BytePair {
  readonly linktype: number;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

export const opened = ({ linktype, a, b }: BytePair): [Packet, Packet] => [
  decode(a, { linktype }),
  decode(b, { linktype }),
];

/** A fixture, and the same edited. */
export const editedPairs = fc
  .record({ fixture: fc.constantFrom(...fixtures), edits })
  .map(({ fixture, edits: all }): BytePair => {
    const bytes = [...fixture.bytes];
    for (const { at, what, byte } of all) {
      const place = bytes.length ? at % bytes.length : 0;
      if (what === 'insert') bytes.splice(place, 0, byte);
      else if (what === 'delete') bytes.splice(place, 1);
      else if (bytes.length) bytes[place] = byte;
    }
    return { linktype: fixture.linktype, a: fixture.bytes, b: Uint8Array.from(bytes) };
  });

/** Two fixtures, read as if they started with the same protocol. */
export const otherPairs = fc
  .tuple(fc.constantFrom(...fixtures), fc.constantFrom(...fixtures))
  .map(([one, other]): BytePair => ({ linktype: one.linktype, a: one.bytes, b: other.bytes }));

export const comparisonOf = (a: Packet, b: Packet, ...ignore: readonly string[]): Comparison =>
  new Comparison(a, b, { ignore: new Ignore(ignore) });

export const changesOf = (comparison: Comparison): readonly Change[] =>
  comparison.all.parts.flatMap((part) => part.changes);

export const nameOf = (change: Change): string =>
  change.kind === 'field'
    ? change.name
    : `${(change.a ?? change.b)?.protocol.name} ${change.a ? 'in A' : 'in B'}`;

export const textOf = (change: Change): string =>
  change.kind === 'field'
    ? `${change.name} ${shownIn(change.a)} → ${shownIn(change.b)}`
    : nameOf(change);

const shownIn = (one: FieldChange['a']): string => one?.text ?? 'none';

/** `ip.ttl 64 → 63`, and `ip.checksum 0x… → 0x… from ip.ttl`. */
export const toldOf = (comparison: Comparison): string[] =>
  comparison.told.map(({ change, causes, ignored }) => {
    const from = causes.map((cause) => nameOf(cause.change)).join(', ');
    return `${ignored ? '~ ' : ''}${textOf(change)}${from && ` from ${from}`}`;
  });

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reading } from '../../../src/codec/reading.js';
import { decode } from '../../../src/index.js';
import { dns } from '../../../src/protocols/application/dns.js';
import { messageLength } from '../../../src/protocols/application/dns-bytes.js';
import { fixturesOf } from '../../fixtures.js';

const messages = fixturesOf('dns').flatMap(({ bytes, linktype }) => {
  const layer = decode(bytes, { linktype }).layers.find(({ protocol }) => protocol === dns);
  return layer ? [bytes.slice(layer.offset, layer.end)] : [];
});

/** What reading every field of it takes; undefined where it does not come to its end. */
function readLength(b: Uint8Array): number | undefined {
  const r = new Reading(b, 0, 0, b.length);
  dns.plan.struct.read(r);
  return r.problem ? undefined : r.at;
}

/** A message with some bytes changed, perhaps cut off. */
const changed = fc
  .tuple(
    fc.constantFrom(...messages),
    fc.array(fc.tuple(fc.nat(200), fc.oneof(fc.nat(255), fc.constantFrom(0, 12, 0xc0, 0xff))), {
      maxLength: 4,
    }),
    fc.nat(200),
  )
  .map(([message, changes, cut]) => {
    const b = message.slice(0, Math.max(12, message.length - (cut > 100 ? cut - 100 : 0)));
    for (const [at, value] of changes) b[at % b.length] = value;
    return b;
  });

describe('the length of a message, without reading it', () => {
  it('is what reading takes, or is not told', () => {
    let told = 0;
    fc.assert(
      fc.property(changed, (b) => {
        const length = messageLength(b, 0, b.length);
        if (length < 0) return;
        told++;
        expect(length).toBe(readLength(b));
      }),
      { numRuns: 5000 },
    );
    expect(told).toBeGreaterThan(1000);
  });

  it('is not told where a name runs on into what points to it', () => {
    // The id begins a label of 20 bytes, to which the question's name points.
    const b = Uint8Array.from(Buffer.from('140001000001000000000000c0000001000100000000', 'hex'));
    expect(messageLength(b, 0, b.length)).toBe(-1);
    expect(readLength(b)).toBeUndefined();
  });

  it('is told of every whole message', () => {
    for (const message of messages) {
      const wanted = readLength(message);
      if (wanted !== undefined) expect(messageLength(message, 0, message.length)).toBe(wanted);
    }
  });
});

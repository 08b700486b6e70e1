import fc from 'fast-check';
import { Out } from '../../src/codec/out.js';
import { decode, type Packet } from '../../src/index.js';
import type { Format, Look } from '../../src/output/format.js';
import { plain } from '../../src/output/paint.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';

const fixtures = allFixtures();
const protocols = catalog.protocols.map(({ name }) => name);

/** Told in a failure by its bytes: it holds itself many times. */
function told(packet: Packet): Packet {
  const text = `${packet.layers[0]?.protocol.name} ${Buffer.from(packet.bytes).toString('hex')}`;
  return Object.defineProperty(packet, fc.toStringMethod, { value: () => text });
}

/** A fixture with bytes changed, cut off or added. */
const mutated: fc.Arbitrary<Packet> = fc
  .record({
    fixture: fc.constantFrom(...fixtures),
    edits: fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { maxLength: 6 }),
    length: fc.option(fc.nat(1500), { freq: 3 }),
    more: fc.uint8Array({ maxLength: 12 }),
    fcs: fc.option(fc.nat(6), { freq: 3 }),
  })
  .map(({ fixture, edits, length, more, fcs }) => {
    const whole = Uint8Array.from([...fixture.bytes, ...more]);
    for (const [at, value] of edits) whole[at % whole.length] = value;
    const bytes = length === null ? whole : whole.slice(0, length % (whole.length + 1));
    const frame = fcs === null ? {} : { fcs };
    return told(decode(bytes, { linktype: fixture.linktype, frame }));
  });

const random: fc.Arbitrary<Packet> = fc
  .record({ bytes: fc.uint8Array({ maxLength: 96 }), from: fc.constantFrom(...protocols) })
  .map(({ bytes, from }) => told(decode(bytes, { from })));

export const anyPacket = fc.oneof(
  { arbitrary: mutated, weight: 3 },
  { arbitrary: random, weight: 1 },
);

/** What a format writes of one packet. */
export async function shown(
  make: (look: Look) => Format,
  packet: Packet,
  look: Partial<Look> = {},
): Promise<string> {
  const pieces: Buffer[] = [];
  const out = new Out((bytes) => pieces.push(Buffer.from(bytes)));
  await make({ width: 80, ascii: false, annotate: false, paint: plain, ...look }).packet(
    packet,
    out,
  );
  out.flush();
  return Buffer.concat(pieces).toString();
}

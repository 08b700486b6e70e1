import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOf } from '../../src/checksum/rows.js';
import { seatsOf } from '../../src/checksum/seats.js';
import { catalog } from '../../src/protocols/index.js';

const row = (...names: string[]) =>
  rowOf(
    names.map((name) => catalog.named(name)),
    (protocol) => seatsOf(protocol, 0),
  );

describe('the checksums of a stack of layers', () => {
  it('are data where they stand at one place, over all of a header or layer', () => {
    const { plain, others } = row('eth', 'ip', 'tcp', 'data');
    expect(plain.map(({ seat, sum }) => [seat.name, sum.layer, sum.pseudo])).toEqual([
      ['ip.checksum', 1, -1],
      ['tcp.checksum', 2, 6],
    ]);
    // Its frame check sequence, where there is one.
    expect(others).toEqual([0]);
  });

  it('are met one by one where the header says what is covered, or routes lead elsewhere', () => {
    expect(row('ip', 'udplite').others).toEqual([1]);
    expect(row('ipv6', 'ipv6.routing', 'udp')).toMatchObject({ plain: [], others: [2] });
    expect(row('tcp')).toMatchObject({ plain: [], others: [0] });
  });

  it('are objects of one shape', () => {
    const { plain } = row('ip', 'udp');
    expect(Object.keys(plain[0]?.sum ?? {})).toEqual(Object.keys(plain[1]?.sum ?? {}));
  });

  it('rely on addresses that stand at the same places of each bare header', () => {
    for (const { name, plan } of catalog.protocols) {
      const { addresses, head } = plan;
      if (!addresses) continue;
      const { src, dst, size } = addresses(new Uint8Array(head), 0, head);
      fc.assert(
        fc.property(fc.uint8Array({ minLength: head + 60, maxLength: head + 60 }), (bytes) => {
          expect({ name, ...addresses(bytes, 7, 7 + head) }).toEqual({
            ...{ name, bytes, size },
            ...{ src: src + 7, dst: dst + 7 },
          });
        }),
        { numRuns: 200 },
      );
    }
  });
});

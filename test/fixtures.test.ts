import { describe, expect, it } from 'vitest';
import { decode, encode } from '../src/index.js';
import { fixtureFiles, fixturesOf } from './fixtures.js';

describe.each(fixtureFiles)('fixture %s', (file) => {
  const fixtures = fixturesOf(file);

  it('decodes to what its JSON file says', async () => {
    const lines = fixtures.map(({ name, linktype, bytes }) => {
      const { layers, notes } = decode(bytes, { linktype }).toJSON();
      return JSON.stringify({ name, layers, notes }, null, 1);
    });
    await expect(`[${lines.join(',\n')}]\n`).toMatchFileSnapshot(
      `../fixtures/packets/${file}.json`,
    );
  });

  it.each(fixtures)('$name comes back byte for byte, also through JSON text', (fixture) => {
    const { bytes, linktype } = fixture;
    const packet = decode(bytes, { linktype });
    expect(encode(packet)).toEqual(bytes);
    expect(encode(JSON.parse(JSON.stringify(packet)))).toEqual(bytes);
  });

  it.each(fixtures)('$name is annotated bit by bit', ({ bytes, linktype }) => {
    const covered = new Uint8Array(bytes.length * 8);
    for (const layer of decode(bytes, { linktype }).layers) {
      for (const { offset, bit, width } of layer.annotations) {
        covered.fill(1, offset * 8 + bit, offset * 8 + bit + width);
      }
      if (layer.raw !== undefined) covered.fill(1, layer.offset * 8, layer.body * 8);
    }
    expect([...covered].indexOf(0)).toBe(-1);
  });
});

import { describe, expect, it } from 'vitest';
import { internet } from '../../src/codec/checksum/seal.js';
import { uint } from '../../src/codec/fixed.js';
import { bytes } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { sealedBlock } from '../../src/codec/sealed.js';
import { readFields, toy, writeFields } from './toy.js';

const block = {
  version: uint(16, 'Version', 'v'),
  checksum: uint(16, 'Checksum', 'c'),
  body: bytes('Body', 'b'),
};
const fields = {
  lead: uint(8, 'Lead', 'l'),
  ext: sealedBlock('Extension', 'e', block, { checksum: internet() }),
};

describe('a structure with a checksum of its own', () => {
  it('judges it, over itself alone', () => {
    expect(readFields(fields, 'aa 2000 dfff').v).toEqual({
      lead: 0xaa,
      ext: { version: 0x2000, checksum: 0xdfff, checksum_status: 'good' },
    });
    expect(readFields(fields, 'aa 2000 0001 05').v.ext).toEqual({
      version: 0x2000,
      checksum: 1,
      checksum_status: 'bad',
      checksum_expected: 0xdaff,
      body: '05',
    });
  });

  it('computes it where it is left out, keeps it where it is given', () => {
    expect(writeFields(fields, { lead: 0xaa, ext: { version: 0x2000, body: '05' } })).toBe(
      'aa2000daff05',
    );
    expect(writeFields(fields, { ext: { version: 0x2000, checksum: 1, body: '05' } })).toBe(
      '002000000105',
    );
  });

  it('says what is missing', () => {
    expect(readFields(fields, 'aa 2000 df').problem).toBe('4 bytes are needed, 3 left');
  });

  it('is a mistake of the declaration where there is no such field', () => {
    const wrong = { x: sealedBlock('X', 'x', block, { sum: internet() }) };
    expect(() => writeFields(wrong, {})).toThrow('no fixed field sum');
  });

  const p = protocol({ name: 'toy', title: 'Toy', fields });
  const { encode } = toy(p);
  const packet = (checksum: number) => ({
    layers: [{ protocol: 'toy', fields: { ext: { version: 0x2000, checksum, body: '05' } } }],
  });

  it('warns of a wrong one that is kept, and mends it when told to', () => {
    const warnings: unknown[] = [];
    const warn = (warning: unknown) => warnings.push(warning);
    expect(encode(packet(1), { warn })).toBe('002000000105');
    expect(warnings).toEqual([{ layer: 0, field: 'ext.checksum', given: 1, expected: 0xdaff }]);
    expect(encode(packet(0xdaff), { warn })).toBe('002000daff05');
    expect(encode(packet(1), { warn, fix: true })).toBe('002000daff05');
    expect(warnings).toHaveLength(1);
  });
});

import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/index.js';
import { c, go, js, python, rust } from '../../src/output/code.js';
import { allFixtures } from '../fixtures.js';
import { HOSTILE, named, steering } from './hostile.js';
import { look, written } from './written.js';

const all = { c, go, js, python, rust };
const fixtures = allFixtures().map(({ bytes, linktype }) => decode(bytes, { linktype }));

/** The bytes between the comments, by how the language writes one. */
function bytesIn(text: string, comment: string): string {
  const code = text.split('\n').filter((line) => !line.trim().startsWith(comment));
  return code
    .flatMap((line) => [...line.matchAll(/(?:0x|\\x)([\da-f]{2})/g)])
    .map(([, h]) => h)
    .join('');
}

it('JavaScript, run, gives the bytes of every packet', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { minLength: 1 }), (packets) => {
      const text = written(
        js(look),
        packets.map((bytes) => decode(bytes)),
      );
      const names = packets.map((_, i) => `packet${i + 1}`);
      const found = runInContext(`${text}\n[${names.join()}]`, createContext());
      expect(found.map((one: Uint8Array) => Uint8Array.from(one))).toEqual(packets);
    }),
  );
});

describe.each(Object.entries(all))('%s', (name, make) => {
  const comment = name === 'python' ? '#' : '//';

  it('holds every byte once, in its order', () => {
    for (const packet of fixtures) {
      const text = written(make(look), [packet]);
      expect(bytesIn(text, comment)).toBe(Buffer.from(packet.bytes).toString('hex'));
    }
  });

  it('names every layer that has bytes', () => {
    for (const packet of fixtures) {
      const text = written(make(look), [packet]);
      for (const { protocol, offset, body } of packet.layers) {
        if (body === offset) continue;
        expect(text).toMatch(new RegExp(`${comment} .*${protocol.title.replace(/\W/g, '.')}`));
      }
    }
  });

  it('gives each packet a name of its own', () => {
    const text = written(make(look), fixtures.slice(0, 12));
    const names = text.match(/\bpacket\d+\b/gi) ?? [];
    expect(new Set(names.map((one) => one.toLowerCase())).size).toBe(12);
  });

  it('keeps text of a packet within its comment', () => {
    const innocent = written(make(look), [named('x'.repeat(HOSTILE.length))]);
    const hostile = written(make(look), [named(HOSTILE)]);
    expect(steering(hostile).filter((one) => one !== '\t' || name !== 'go')).toEqual([]);
    const words = (text: string) => text.split('\n').map((line) => line.trim().split(' ')[0]);
    // As many lines of comment at the same places; their bytes are others.
    const kinds = (text: string) => words(text).map((word) => word === comment);
    expect(kinds(hostile).filter(Boolean)).toHaveLength(kinds(innocent).filter(Boolean).length);
    expect(hostile).not.toMatch(/\\\n/);
    expect(hostile.split('\n').filter((line) => line.includes('named'))).toHaveLength(1);
  });

  it('has no long lines, however much a layer says', () => {
    const long = written(make(look), [...fixtures, named('x'.repeat(200))]).split('\n');
    expect(long.filter((line) => line.length > 100)).toEqual([]);
  });

  it('has only ASCII where that was asked for', () => {
    expect(written(make({ ...look, ascii: true }), fixtures)).toMatch(/^[\x20-\x7e\n\t]*$/);
  });
});

it('says what an empty packet is', () => {
  const empty = [decode(new Uint8Array())];
  expect(written(c(look), empty)).toContain('packet1_len = 0;');
  expect(written(python(look), empty)).toContain("packet1 = b''");
  expect(written(rust(look), empty)).toContain('PACKET1: [u8; 0] = [\n];');
});

it('reads well', () => {
  const [bytes] = [Uint8Array.from(Buffer.from('02000000000202000000000188b5abcd', 'hex'))];
  expect(written(c(look), [decode(bytes)])).toBe(
    `// packet 1, 16 bytes
const unsigned char packet1[] = {
  // Ethernet, 02:00:00:00:00:01 → 02:00:00:00:00:02: bytes 0-13
  0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01,
  0x88, 0xb5,
  // Data, 2 bytes: bytes 14-15
  0xab, 0xcd,
};
const unsigned int packet1_len = 16;
`,
  );
});

import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { udplite } from '../../../src/protocols/transport/udplite.js';

type Given = NonNullable<Parameters<typeof udplite.with>[0]>;
const HEADER = 20;
const ports = { srcport: 40000, dstport: 50000 };
const ends = { src: '192.0.2.1', dst: '198.51.100.2' };
const bytesOf = (given: Given, addresses = ends) =>
  build(
    ip.with(addresses),
    udplite.with({ ...ports, ...given }),
    data.with({ data: '0102030405060708' }),
  );
const layerOf = (bytes: Uint8Array) => decode(bytes, { linktype: 228 }).layer('udplite');

describe('checksum coverage', () => {
  it.each([
    ['0: all', 0, HEADER + 15, 'bad'],
    ['16: all', 16, HEADER + 15, 'bad'],
    ['8: the header alone', 8, HEADER + 8, 'good'],
    ['8: and the header', 8, HEADER + 1, 'bad'],
    ['12: four bytes of data', 12, HEADER + 11, 'bad'],
    ['12: and no more', 12, HEADER + 12, 'good'],
    ['an odd number of bytes', 11, HEADER + 10, 'bad'],
    ['an odd number and no more', 11, HEADER + 11, 'good'],
  ])('%s', (_, checksum_coverage, changed, status) => {
    const bytes = bytesOf({ checksum_coverage });
    expect(layerOf(bytes)?.fields.checksum_status).toBe('good');
    bytes[changed] = (bytes[changed] ?? 0) ^ 1;
    expect(layerOf(bytes)?.fields.checksum_status).toBe(status);
  });

  it('of zero bytes is sent as 0xffff', () => {
    // Ports and coverage that fill up protocol 136 and the length of 16 to 0xffff.
    const given = { srcport: 0xff5f, dstport: 0, checksum_coverage: 8 };
    const bytes = bytesOf(given, { src: '0.0.0.0', dst: '0.0.0.0' });
    expect(layerOf(bytes)?.fields).toMatchObject({ checksum: 0xffff, checksum_status: 'good' });
  });
});

describe('notes', () => {
  it.each<[string, Given, readonly RegExp[]]>([
    ['nothing odd', {}, []],
    ['a coverage of less than the header', { checksum_coverage: 7 }, [/8 bytes are the least/]],
    ['a coverage of more than there is', { checksum_coverage: 17 }, [/datagram of 16 bytes/]],
    ['no checksum', { checksum: 0 }, [/is wrong/, /may not be left out/]],
    ['to port 0', { dstport: 0 }, [/port 0/]],
  ])('%s', (_, given, texts) => {
    expect(layerOf(bytesOf(given))?.notes.map(({ text }) => text)).toEqual(
      texts.map((text) => expect.stringMatching(text)),
    );
  });
});

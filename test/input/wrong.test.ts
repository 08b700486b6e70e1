import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../src/input/input.js';
import { complaint, readAll } from './reading.js';
import { HEXDUMP, wrong, XXD } from './wrong.js';

const dump = (name: string): string => new URL(`dumps/${name}`, import.meta.url).pathname;

const operand = async (text: string): Promise<unknown> => [
  ...(await openInput([text], { hex: true })).frames,
];

describe('what cannot be read', () => {
  it.each(wrong)('%j', async (text, error) => {
    expect(await complaint(readAll(text))).toBe(error);
  });

  it('is as wrong as an operand', async () => {
    for (const [text, error] of wrong) {
      if (!text.includes('\n')) expect(await complaint(operand(text))).toBe(error);
    }
  });
});

describe('what is too much', { timeout: 60_000 }, () => {
  it('is a packet of more than 16 MiB: lines', async () => {
    const text = `${'45'.repeat(60)}\n`.repeat(300_000);
    expect(await complaint(readAll(text))).toMatch(/^a packet of more than 16 MiB \(line 279621, /);
  });

  it('is a packet of more than 16 MiB: one line', async () => {
    const error = await complaint(readAll('45 '.repeat(17_000_000)));
    expect(error).toMatch(/^a packet of more than 16 MiB \(line 1, column 5033165\d\)/);
  });

  it('is a packet of more than 16 MiB: left out rows', async () => {
    const error = await complaint(readAll(`${HEXDUMP}*\n70000000\n`));
    expect(error).toMatch(/^a packet of more than 16 MiB \(line 3, /);
  });

  it('is a packet of more than 16 MiB: binary', async () => {
    const error = await complaint(readAll(new Uint8Array((1 << 24) + 1)));
    expect(error).toMatch(/^a packet of more than 16 MiB/);
  });

  it('is a packet of more than 16 MiB: zeros packed small', async () => {
    const error = await complaint(readAll(gzipSync(new Uint8Array(1 << 26))));
    expect(error).toMatch(/^a packet of more than 16 MiB/);
  });

  it('is a packing in a packing without end', async () => {
    let packed: Uint8Array = Buffer.from('45 00');
    for (let i = 0; i < 4; i++) packed = gzipSync(packed);
    expect(await complaint(readAll(packed))).toBe(
      'packed more than 3 times over\n  unpack it first',
    );
  });
});

describe('what is damaged', () => {
  const packed = gzipSync(Buffer.from(XXD.repeat(3)));

  it.each([
    ['cut off', packed.subarray(0, 40)],
    ['with other bytes inside', packed.map((byte, i) => (i > 12 && i < 40 ? 0xff : byte))],
    ['of no known method', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff, 0xff, 0xff)],
  ])('%s', async (_, bytes) => {
    expect(await complaint(readAll(bytes))).toMatch(/^the (?:gzip|zstd) data is damaged before /);
  });
});

describe('what is no packet', () => {
  it.each([
    ['xz', '\xfd7zXZ\0\0', 'this is xz data, not packets\n  xz -dc FILE | tcpip decode'],
    ['bzip2', 'BZh91AY&SY\0', 'this is bzip2 data, not packets\n  bzip2 -dc FILE | tcpip decode'],
    [
      'zip',
      'PK\x03\x04\0',
      'this is a zip archive, not packets\n  unzip -p FILE NAME | tcpip decode',
    ],
    [
      'snoop',
      'snoop\0\0\0\0\0\0\x02',
      'this is a snoop capture, not packets\n  editcap -F pcap FILE trace.pcap converts it',
    ],
    [
      'PDF',
      '%PDF-1.7\n',
      'this is a PDF document, not packets\n' +
        '  xxd -p FILE | tcpip decode --hex takes its bytes as they are',
    ],
  ])('%s', async (_, text, error) => {
    expect(await complaint(readAll(Buffer.from(text, 'latin1')))).toBe(error);
  });
});

describe('a file', () => {
  it('that is not there, by its name', async () => {
    expect(await complaint(openInput(['no/such.pcap']))).toBe(
      'no such file: no/such.pcap\n  hex is digits 0-9 and a-f; --hex reads it as such',
    );
  });

  it('that is not there, asked for: an error of the system', async () => {
    await expect(openInput(['no-such-file'], { file: true })).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: 'open',
    });
  });

  it('that is a folder: an error of the system, by its name', async () => {
    await expect(openInput(['.'])).rejects.toMatchObject({
      code: 'EISDIR',
      message: '. is a directory: name a file in it',
    });
  });

  it('that is not there, and one that has nearly its name', async () => {
    const near = dump('four.pcap');
    expect(await complaint(openInput([near.replace('four', 'fuor')]))).toBe(
      `no such file: ${near.replace('four', 'fuor')}\n  did you mean the file '${near}'?`,
    );
  });

  it('or hex: a word may be meant as either', async () => {
    expect(await complaint(openInput(['dangling']))).toBe(
      "'dangling' is neither a file nor hex\n" +
        '  hex is digits 0-9 and a-f; --hex reads it as such',
    );
  });

  it('is named where another one can be read', async () => {
    expect(await complaint(openInput([dump('four.pcap'), dump('no-bytes.empty')]))).toMatch(
      /^no such file: .*no-bytes\.empty\n/,
    );
    const words = `${'ghijkl '.repeat(9)}`;
    expect(await complaint(openInput([dump('four.pcap'), words]))).toMatch(
      /^(?:ghijkl )+ghij…: no bytes found/,
    );
  });

  it('is read once from standard input', async () => {
    expect(await complaint(openInput(['-', '-']))).toBe(
      "'-' stands here twice\n  standard input can be read once",
    );
  });
});

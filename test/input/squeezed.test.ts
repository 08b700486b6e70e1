import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/hex.js';
import { complaint, readAll } from './reading.js';
import { writers } from './writers.js';

const folder = new URL('dumps/', import.meta.url);
/** As mails, chats and pages leave it. */
const squeezed = (text: string): string => text.replace(/[ \t]+/g, ' ');

const NOTICE = 'one blank parts the text from the bytes: what it says shows where it begins';
const XXD = [
  '00000000: 4500 0023 0000 0000 4011 b6a9 c000 0201 E..#....@.......',
  '00000010: c633 6402 0035 0035 000f 0000 6162 6364 .3d..5.5....abcd',
];
const BYTES = '450000230000000040 11b6a9c0000201c63364020035 0035000f000061626364'.replaceAll(
  ' ',
  '',
);

const FILES = [
  'certutil',
  'cisco-epc',
  'fortigate-6',
  'juniper-print-ascii',
  'ncat-x',
  'openssl-dump',
  'print-hex-dump',
  'python-hexdump',
  'scapy-hexdump',
  'snoop-x',
  'stm32',
  'tcpdump-X',
  'tcpdump-XX',
  'tcpip-dump',
  'text2pcap',
  'tshark-x',
  'tshark-x-reassembled',
  'u-boot',
  'windbg',
  'wireshark-1',
  'xxd-R',
  'xxd-four',
  'xxd-g4-c20',
];

describe('a dump of tshark with a heading', () => {
  it('is none of Scapy, whatever else would come out', async () => {
    const text =
      'Frame (4 bytes):\n0000  45 00 00 14                                       E...\n' +
      'Reassembled EAP (4 bytes):\n0000  02 66 00 04                                       .f..\n';
    expect(await readAll(text)).toMatchObject({ packets: ['45000014'], notices: [] });
  });
});

describe('a dump whose runs of blanks were made one', () => {
  it.each(FILES)('is read as before: %s', async (name) => {
    const text = readFileSync(new URL(`${name}.txt`, folder), 'utf8');
    expect((await readAll(squeezed(text))).packets).toEqual((await readAll(text)).packets);
  });

  const written = writers.filter(({ name }) =>
    ['xxd', 'tcpdump -XX', 'tshark -x', 'Scapy hexdump'].includes(name),
  );
  it.each(written)('holds any bytes: $name', async ({ write }) => {
    const packet = fc.oneof(
      fc.uint8Array({ minLength: 14, maxLength: 90 }),
      fc.string({ minLength: 14, maxLength: 90, unit: 'binary-ascii' }).map((s) => Buffer.from(s)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(packet, { minLength: 1, maxLength: 3 }), async (some) => {
        const read = await readAll(squeezed(some.map(write).join('')));
        expect(read.packets).toEqual(some.map((bytes) => toHex(bytes)));
      }),
    );
  });

  it('says so', async () => {
    expect(await readAll(XXD.join('\n'))).toMatchObject({ packets: [BYTES], notices: [NOTICE] });
  });

  it('is told from its text even where that looks like more bytes', async () => {
    const [first = ''] = XXD;
    const { packets } = await readAll(`${first}\n00000010: 6162 ab\n`);
    expect(packets).toEqual([`${BYTES.slice(0, 32)}6162`]);
    const digits = '00000000: 3031 3233 3435 3637 3839 6162 6364 6566 0123456789abcdef';
    expect((await readAll(digits)).packets).toEqual(['30313233343536373839616263646566']);
  });

  it('is one row behind an offset, as its text shows', async () => {
    const row = '0000 45 00 00 14 00 00 00 00 40 06 00 00 c0 00 02 01 E.......@.......';
    expect((await readAll(row)).packets).toEqual([
      '45000014000000004006 0000c0000201'.replace(' ', ''),
    ]);
  });

  it('is refused where a text is not that of its bytes', async () => {
    const [first = '', second = ''] = XXD;
    expect(await complaint(readAll(`${first}\n${second.replace('abcd', 'abce')}`))).toBe(
      "'.' is not a hex digit (line 2, column 51)\n" +
        `  0035 0035 000f 0000 6162 6364 .3d..5.5....abce\n  ${' '.repeat(30)}^`,
    );
    expect(await complaint(readAll(`${first}\n00000010: c633 6402`))).toBe(
      'nothing shows where the bytes of this row end (line 2, column 11)\n' +
        '  00000010: c633 6402\n            ^',
    );
  });

  it('is never taken for rows of hex in a text', async () => {
    for (const name of ['xxd-e', 'xxd-b', 'format-hex-7']) {
      const text = squeezed(readFileSync(new URL(`${name}.txt`, folder), 'utf8'));
      expect(await complaint(readAll(text))).not.toBe('none');
    }
  });
});

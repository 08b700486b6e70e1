import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/hex.js';
import { type InputOptions, openInput } from '../../src/input/input.js';
import { openSource } from '../../src/input/opened.js';
import { plainHex } from '../../src/input/plain-hex.js';
import type { Source } from '../../src/input/source.js';
import { readAll } from './reading.js';

const dump = (name: string): string => new URL(`dumps/${name}`, import.meta.url).pathname;
const four = readFileSync(dump('four.hex'), 'utf8').trim().split('\n');
const [syn = '', answer = ''] = four;

async function read(operands: readonly string[], options: InputOptions = {}) {
  const input = await openInput(operands, options);
  const packets = [...input.frames].map(({ bytes }) => toHex(bytes));
  return { kind: input.kind, packets, notices: input.notices };
}

describe('operands', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    [['4500'], ['4500']],
    [['45 00'], ['4500']],
    [['45:00:00:3C'], ['4500003c']],
    [['45', '00'], ['4500']],
    [['0x45', '0x00'], ['4500']],
    [
      [syn, answer],
      [syn, answer],
    ],
    [[syn, syn.slice(0, 20)], [syn + syn.slice(0, 20)]],
    [[`${syn}\n${answer}\n`], [syn, answer]],
  ])('%j', async (operands, packets) => {
    expect((await read(operands)).packets).toEqual(packets);
  });

  it('are the file of that name, unless --hex says otherwise', async () => {
    const before = process.cwd();
    const name = join(folder, 'beef');
    writeFileSync(name, '45 00');
    try {
      process.chdir(folder);
      expect((await read(['beef'])).packets).toEqual(['4500']);
      expect((await read(['beef'], { hex: true })).packets).toEqual(['beef']);
      expect((await read(['beef', 'beef'], { hex: true })).packets).toEqual(['beefbeef']);
    } finally {
      process.chdir(before);
    }
  });

  it('that are several files follow one another', async () => {
    const { kind, packets, notices } = await read([
      dump('xxd.txt'),
      dump('four.pcap'),
      dump('xxd-e.txt'),
    ]);
    expect(kind).toBe('xxd, pcap, xxd -e');
    expect(packets).toEqual([answer, ...four, answer]);
    expect(notices).toEqual([
      `${dump('xxd-e.txt')}: words of 32 bits are read as written by xxd -e, the last byte first`,
    ]);
  });

  it('may be a whole dump', async () => {
    const text = readFileSync(dump('tcpdump-XX.txt'), 'utf8');
    expect((await read([text])).packets).toEqual(four);
  });
});

describe('one row of hex', () => {
  it('is read at once, in groups of one size', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.constantFrom('', ' ', ':', '-', ','),
        fc.integer({ min: 1, max: 8 }),
        (bytes, sign, size) => {
          const groups = toHex(bytes).match(new RegExp(`.{1,${2 * size}}`, 'g')) ?? [];
          expect(plainHex(groups.join(sign))).toEqual(bytes);
        },
      ),
    );
  });

  it.each([
    '',
    '4',
    '450',
    '4g',
    '0000 45 00',
    '45  00',
    '4500 00 3c',
    '45 0 0',
    '0x45',
    '45 00\n',
  ])('is not %j', (text) => {
    expect(plainHex(text)).toBeUndefined();
  });
});

/** Bytes that come in pieces of these sizes, over and over. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): Source {
  let at = 0;
  let turn = 0;
  const buffer = Buffer.alloc(1 << 16);
  return {
    read() {
      if (at >= bytes.length) return undefined;
      const size = sizes[turn++ % sizes.length] as number;
      const piece = bytes.subarray(at, at + size);
      at += size;
      // The same memory each time, as a file's reader does.
      buffer.set(piece);
      return buffer.subarray(0, piece.length);
    },
  } as Source;
}

describe('a source', () => {
  const names = ['tcpdump-XX.txt', 'four.hex', 'xxd-p.txt', 'tshark-x.txt.gz', 'four.pcap.zst'];

  it('gives the same however its bytes come', async () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 3000 }));
    const sizes = fc.array(size, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), sizes, async (name, pieces) => {
        const bytes = readFileSync(dump(name));
        const whole = await readAll(bytes);
        const { kind, frames } = await openSource(inPieces(bytes, pieces));
        expect(kind).toBe(whole.kind);
        expect([...frames].map(({ bytes }) => toHex(bytes))).toEqual(whole.packets);
      }),
    );
  });

  it('keeps the bytes of frames apart', async () => {
    const { frames } = await readAll(readFileSync(dump('tshark-x.txt')));
    expect(frames.map(({ bytes }) => toHex(bytes))).toEqual(four);
  });
});

describe('what dumps say of their packets', () => {
  const facts = async (name: string) =>
    (await readAll(readFileSync(dump(name)))).frames.map(({ bytes: _, ...rest }) => rest);

  it.each(['tcpdump-XX.txt', 'tcpdump-XX-tt-e.txt', 'tshark-V-x.txt', 'text2pcap.txt'])(
    'times with a date: %s',
    async (name) => {
      expect((await facts(name)).map(({ time }) => time)).toEqual([
        '1700000000.123456000',
        '1700000000.500000000',
        '1700000001.000000000',
        '1700000061.999999000',
      ]);
    },
  );

  it('no times without a date, and says so', async () => {
    const { frames, notices } = await readAll(readFileSync(dump('tcpdump-X-v.txt')));
    expect(frames.every(({ time }) => time === undefined)).toBe(true);
    expect(notices).toEqual(['times of day without a date are left out']);
  });

  it.each(['tcpdump-x.txt', 'tcpdump-X.txt', 'tcpdump-X-v.txt', 'juniper-print-ascii.txt'])(
    'what begins, where the link layer is left out: %s',
    async (name) => {
      expect((await facts(name)).map(({ first }) => first)).toEqual(['ip', 'ip', 'arp', 'ipv6']);
    },
  );

  it('direction and interface', async () => {
    expect(await facts('fortigate-6.txt')).toEqual([
      { time: '1700000000.123456000', interface: 'port0', direction: 'in' },
      { time: '1700000001.123456000', interface: 'port1', direction: 'out' },
      { time: '1700000003.123456000', interface: 'port3', direction: 'out' },
    ]);
    expect((await facts('text2pcap-time-of-day.txt')).map(({ direction }) => direction)).toEqual([
      'in',
      'out',
      'in',
      'out',
    ]);
  });

  it('the byte order, where it is the machine’s', async () => {
    const { notices } = await readAll(readFileSync(dump('hexdump.txt')));
    expect(notices).toEqual([
      'words are read as a little-endian machine writes them, the last byte first',
    ]);
  });
});

describe('readings of an opinion', () => {
  it('name the other one', async () => {
    const text = `${'00'.repeat(30)}\n${'01'.repeat(5)}\n${'02'.repeat(30)}\n`;
    const { kind, notices, packets } = await readAll(text);
    expect(kind).toBe('xxd -p');
    expect(packets).toHaveLength(2);
    expect(notices).toEqual(['read as xxd -p; hex would be other bytes']);
  });

  it('tell of a text that was shortened', async () => {
    for (const text of ['4500001c...', '45 00 00 1c …\n', '45.00.00.1c ...\n']) {
      const { notices, packets } = await readAll(text);
      expect(packets).toEqual(['4500001c']);
      expect(notices).toEqual(["'...' stands for bytes that are not here: the text was shortened"]);
    }
    expect((await readAll('00 00 00 00  ....\n')).notices).toEqual([]);
  });

  it('are those of escapes that may be octal or decimal', async () => {
    const octal = await readAll('"\\105\\0\\0\\34\\0\\1\\0\\0\\100\\21"');
    expect(octal.notices).toEqual(['read as escaped string; Lua source would be other bytes']);
    expect(octal.packets.join()).toBe('4500001c000100004011');
    const decimal = await readAll('"\\69\\0\\0\\28\\0\\1\\0\\0\\64\\17"');
    expect(decimal).toMatchObject({ notices: [], packets: ['4500001c000100004011'] });
  });

  it('are none where the packets say that they are whole', async () => {
    expect((await readAll(`${syn}\n${answer}\n`)).notices).toEqual([]);
  });

  it('tell a text that is not of the bytes', async () => {
    const row = '00000000: 4500 003c abcd 4000 4006 a2b7 c000 0201  E..<..@.@.......\n';
    expect((await readAll(row)).notices).toEqual([]);
    expect((await readAll(row.replace('E..<', 'X..<'))).notices).toEqual([
      'line 1: the text beside the bytes is not theirs; the bytes count',
    ]);
  });

  it('look into a capture that is written as text', async () => {
    const text = readFileSync(dump('four.pcap')).toString('hex');
    const { packets, notices } = await readAll(text);
    expect(packets).toEqual(four);
    expect(notices).toEqual(['the bytes are a pcap file']);
  });
});

import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { uint } from '../../src/codec/fixed.js';
import { Out } from '../../src/codec/out.js';
import type { Packet } from '../../src/codec/packet.js';
import { text } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import type { Look } from '../../src/output/format.js';
import { colours, plain } from '../../src/output/paint.js';
import { table } from '../../src/output/table.js';
import { toy } from '../codec/toy.js';
import { allFixtures } from '../fixtures.js';
import { decode } from './decode.js';

const packets = allFixtures().map(decode);
const some = packets.filter((_, i) => i % 5 === 0);
const WIDTHS = [40, 59, 60, 80, 100, 120, 200];

async function shown(packet: Packet, look: Partial<Look> = {}): Promise<string> {
  let written = '';
  const out = new Out((bytes) => {
    written += new TextDecoder().decode(bytes);
  });
  await table({ width: 80, ascii: false, paint: plain, annotate: false, ...look }).packet(
    packet,
    out,
  );
  out.flush();
  return written;
}

/** A protocol whose one field is any text. */
const said = protocol({
  name: 'said',
  title: 'Said',
  short: 'SAID',
  carriedBy: { linktype: 1 },
  fields: { kind: uint(8, 'Kind', 'k'), said: text('Text', 't') },
});
const own = toy(said);
const say = (what: string) => own.decode(Buffer.from(`\u0001${what}`));

describe('tables', () => {
  it.each(WIDTHS)('have no line of more than %i columns', { timeout: 60_000 }, async (width) => {
    for (const packet of width === 40 || width === 80 ? packets : some) {
      const lines = (await shown(packet, { width })).split('\n');
      expect(lines.filter((line) => columnsOf(line) > width)).toEqual([]);
    }
  });

  it('have no columns for nothing: what fits is as wide in any room', async () => {
    const [packet] = packets;
    const wide = await shown(packet as Packet, { width: 400 });
    expect(Math.max(...wide.split('\n').map((line) => line.length))).toBeLessThan(200);
    expect(await shown(packet as Packet, { width: 500 })).toBe(wide);
  });

  it('say the same with and without colours', { timeout: 60_000 }, async () => {
    const paint = await colours();
    for (const packet of some) {
      const bare = await shown(packet);
      expect(bare).not.toContain('\u001b');
      const painted = await shown(packet, { paint });
      expect(painted).toContain('\u001b[');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours.
      expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(bare);
    }
  });

  it('have nothing but ASCII on demand', { timeout: 60_000 }, async () => {
    for (const packet of some) {
      const text = await shown(packet, { ascii: true });
      expect(text).toMatch(/^[\n\x20-\x7e]*$/);
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
    expect(await shown(say('한국 →…'), { ascii: true })).toContain(
      '\\u{d55c}\\u{ad6d} \\u{2192}\\u{2026}',
    );
  });

  it('have straight borders whatever the script', async () => {
    const texts = [
      '한국어로 된 문장이 여기에 있고 이 칸보다 훨씬 길어서 여러 줄로 나뉘어야 합니다 그렇지요',
      'e\u0301a\u0308o\u0302'.repeat(30),
      '👩‍👩‍👧‍👦👍🏽🇰🇷'.repeat(12),
      'นี่คือข้อความ ภาษาไทย'.repeat(5),
      'हिन्दी में लिखा हुआ '.repeat(5),
      'zero\u200bwidth\u200djoined\ufeff'.repeat(8),
      '全角ＡＢＣ｡ﾊﾝｶｸ'.repeat(9),
      '\u1112\u1161\u11ab'.repeat(40),
    ];
    for (const one of texts) {
      for (const width of WIDTHS) {
        const lines = (await shown(say(one), { width })).split('\n');
        const rows = lines.filter((line) => /^[│┌├└]/.test(line));
        const bars = new Set(rows.map((row) => barsOf(row).join()));
        expect([...bars], `${width}: ${rows.join('\n')}`).toHaveLength(1);
      }
    }
  });

  it('show no byte of a packet that could steer a terminal', async () => {
    const hostile = 'a\u001b[2J\u0007\u009b31m\u202eevil\u2066\r\nX\u007f\u2028|';
    for (const width of [40, 80]) {
      const text = await shown(say(hostile), { width });
      expect(text).toContain('\\u001b[2J');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066]/);
    }
    const lines = (await shown(say('one\ntwo'))).split('\n');
    expect(lines.filter((line) => /^│.*two/.test(line))).toHaveLength(1);
  });

  it('cut what is long, and count it', async () => {
    const long = await shown(own.decode(`01${'ff'.repeat(500)}`), { width: 120 });
    expect(long).toContain('ffffffff…');
    expect(long).toContain('500 bytes');
    expect(long.length).toBeLessThan(4000);
    const many = await shown(say('x'.repeat(1000)));
    expect(many.match(/x/g)?.length).toBeLessThan(400);
  });
});

/** Most lines have no other letters; string-width takes long. */
const PLAIN = /^[\x20-\x7e–—→›…·×’│┌┬┐├┼┤└┴┘─]*$/;

function columnsOf(line: string): number {
  return PLAIN.test(line) ? line.length : stringWidth(line);
}

/** Columns at which a line has a border. */
function barsOf(line: string): number[] {
  const found: number[] = [];
  let before = '';
  for (const letter of line) {
    if (/[│┌┬┐├┼┤└┴┘]/.test(letter)) found.push(stringWidth(before));
    before += letter;
  }
  return found;
}

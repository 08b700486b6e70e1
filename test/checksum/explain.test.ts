import { describe, expect, it } from 'vitest';
import { explain } from '../../src/checksum/explain.js';
import { delta } from '../../src/checksum/explain-delta.js';
import { type Sum, sumsOf } from '../../src/checksum/sums.js';
import { decode } from '../../src/index.js';
import { type Paint, plain } from '../../src/output/paint.js';
import { allFixtures } from '../fixtures.js';
import { coveredBy, folded, made, messageOf, right, stored, word } from './diagnose-message.js';
import { anyPacket, random } from './diagnose-packets.js';

const CASES = 100;
const looks = [40, 80, 120].flatMap((width) =>
  [false, true].map((ascii) => ({ width, ascii, paint: plain, annotate: false })),
);

interface Printed {
  readonly sign: string;
  readonly word: number;
  readonly sum: number | undefined;
  readonly after: number | undefined;
  readonly text: string;
}

const ROW = /^([ +~]) ([\da-f]{4})(?: {2}= ([\da-f]{4,5})(?: (?:→|->) ([\da-f]{4}))?)?(?: {2,}|$)/;

const number = (hex: string | undefined) =>
  hex === undefined ? undefined : Number.parseInt(hex, 16);

/** The lines of the addition, as somebody with a pencil reads them. */
function printed(lines: readonly string[]): Printed[] {
  return lines.flatMap((line) => {
    const [found, sign = '', hex, sum, after] = ROW.exec(line) ?? [];
    if (found === undefined) return [];
    const text = line.slice(found.length);
    return [{ sign, word: number(hex) ?? 0, sum: number(sum), after: number(after), text }];
  });
}

/** Adds up what is printed, line by line, and gives what comes out. */
function readded(rows: readonly Printed[]): number {
  let sum = 0;
  const wrong = rows.filter((row, i) => {
    if (i === rows.length - 1) {
      return row.sign !== '~' || row.word !== sum || row.sum !== (~sum & 0xffff);
    }
    const all = sum + row.word;
    sum = folded(all);
    const isFirst = i === 0;
    return (
      row.sign !== (isFirst ? ' ' : '+') ||
      row.sum !== (isFirst ? undefined : all) ||
      row.after !== (all === sum ? undefined : sum)
    );
  });
  expect(wrong).toEqual([]);
  const last = rows.at(-1);
  return last?.after ?? last?.sum ?? -1;
}

const wordsOf = (...parts: readonly Uint8Array[]): number[] =>
  parts.flatMap((part) =>
    Array.from({ length: Math.ceil(part.length / 2) }, (_, i) => word(part, 2 * i)),
  );

function sumAt(packet: Uint8Array, at: number) {
  const sum = sumsOf(decode(packet)).find((one) => one.at === at);
  if (!sum) throw new Error(`no checksum at ${at}`);
  return sum;
}

describe('the sum on paper', () => {
  it.each(looks)('adds up to what is printed, at $width columns (ASCII: $ascii)', (look) => {
    const r = random(look.width + (look.ascii ? 1 : 0));
    for (let i = 0; i < CASES; i++) {
      const m = messageOf(anyPacket(r, { size: r(200) }), r(3) ? 'carried' : 'net');
      if (!m) continue;
      const sum = sumAt(m.packet, m.at);
      const full = printed(explain(sum, { ...look, full: true }));
      expect(readded(full)).toBe(sum.stored);
      expect(full.slice(0, -1).map((row) => row.word)).toEqual(wordsOf(m.pseudo, coveredBy(m)));
      const short = printed(explain(sum, { ...look, full: false }));
      expect(readded(short)).toBe(sum.stored);
      expect(short.length).toBeLessThanOrEqual(full.length);
    }
  });

  it('folds what is long, and says how much', () => {
    const r = random(20);
    for (let i = 0; i < 20; i++) {
      const size = 1000 + r(400);
      const m = messageOf(anyPacket(r, { size, transport: 'udp' }), 'carried');
      if (!m) continue;
      const sum = sumAt(m.packet, m.at);
      const look = { width: 80, ascii: false, paint: plain, annotate: false };
      const rows = printed(explain(sum, { ...look, full: false }));
      expect(readded(rows)).toBe(sum.stored);
      expect(rows.length).toBeLessThan(40);
      const [, words, total] =
        rows.map(({ text }) => /… (\d+) words, sum ([\da-f]{4}) …/.exec(text)).find(Boolean) ?? [];
      expect(Number(words) + rows.length - 2).toBe(wordsOf(m.pseudo, coveredBy(m)).length);
      expect(rows.some((row) => row.word === number(total))).toBe(true);
    }
  });

  it('says what the header has instead', () => {
    const m = messageOf(anyPacket(random(21), { network: 'ip' }), 'net');
    if (!m) throw new Error('no IPv4');
    const value = right(m);
    const last = (packet: Uint8Array) => {
      const sum = sumAt(packet, m.at);
      const look = { width: 80, ascii: true, paint: plain, annotate: false, full: false };
      return explain(sum, look).at(-1);
    };
    const digits = (n: number) => n.toString(16).padStart(4, '0');
    expect(last(m.packet)).toMatch(new RegExp(`= ${digits(value)} +matches the IPv4 header$`));
    const wrong = value ^ 0x0101;
    expect(last(stored(m, wrong))).toMatch(
      new RegExp(`= ${digits(value)} +the IPv4 header has ${digits(wrong)}$`),
    );
  });

  it('sends zero as ffff where zero says that there is none', () => {
    const r = random(22);
    const m = messageOf(anyPacket(r, { network: 'ipv6', transport: 'udp', size: 8 }), 'carried');
    if (!m) throw new Error('no UDP');
    const without = { ...m, packet: m.packet.slice().fill(0, m.body, m.body + 2) };
    const need = made(m.pseudo, coveredBy(without));
    without.packet.set([need >> 8, need & 0xff], m.body);
    const sum = sumAt(stored(without, 0), m.at);
    const look = { width: 80, ascii: true, paint: plain, annotate: false, full: true };
    const lines = explain(sum, look);
    expect(lines.at(-1)).toMatch(/^~ ffff {2}= 0000 -> ffff +zero is sent as ffff, matches/);
    expect(readded(printed(lines))).toBe(0xffff);
  });
});

/** IEEE 802.3 and RFC 9260 take the low bit of each byte first. */
function pushed(register: number, bytes: Uint8Array, polynomial: number): number {
  let state = register;
  for (const byte of bytes) {
    for (let i = 0; i < 8; i++) {
      const out = (state ^ (byte >> i)) & 1;
      state = (state >>> 1) ^ (out ? polynomial : 0);
    }
  }
  return state >>> 0;
}

const CRC_ROW = /^([\da-f]{4,}) {2}((?:[\da-f]{2} ?)+?) +([\da-f]{8})$/;
const CRC_FOLD = /^(?:…|\.\.\.) \d+ rows? (?:…|\.\.\.) +([\da-f]{8})$/;

const crcSums = (): Sum[] =>
  allFixtures()
    .flatMap(({ bytes, linktype }) => sumsOf(decode(bytes, { linktype })))
    .filter(({ seal, status }) => seal.algorithm !== 'internet' && status !== 'unverified');

describe('the CRC on paper', () => {
  it.each(looks)('follows from row to row, at $width columns (ASCII: $ascii)', (look) => {
    let checked = 0;
    for (const sum of crcSums()) {
      for (const full of [false, true]) {
        const lines = explain(sum, { ...look, full });
        const polynomial = number(/reflected\s([\da-f]{8})/.exec(lines.join(' '))?.[1]) ?? 0;
        let register = 0xffffffff;
        for (const line of lines) {
          const [, , bytes, after] = CRC_ROW.exec(line) ?? [];
          const skipped = CRC_FOLD.exec(line)?.[1];
          if (bytes !== undefined) {
            register = pushed(register, Buffer.from(bytes.replaceAll(' ', ''), 'hex'), polynomial);
            expect(after).toBe(register.toString(16).padStart(8, '0'));
            checked++;
          }
          if (skipped !== undefined) register = number(skipped) ?? 0;
        }
        const crc = Number.parseInt(
          /= ([\da-f]{8}) +all inverted/.exec(lines.join('\n'))?.[1] ?? '',
          16,
        );
        expect(crc).toBe(~register >>> 0);
        const sent = /low byte first: ([\da-f]{8})/.exec(lines.join('\n'))?.[1] ?? '';
        expect(Buffer.from(sent, 'hex').readUInt32LE()).toBe(crc);
        if (sum.status === 'good') expect(Number.parseInt(sent, 16)).toBe(sum.stored);
      }
    }
    expect(checked).toBeGreaterThan(100);
  });
});

describe('any packet', () => {
  const signs: Paint = {
    ...plain,
    layer: (_, text) => `{${text}}`,
    good: (text) => `{${text}}`,
    bad: (text) => `{${text}}`,
    dim: (text) => `{${text}}`,
  };

  it.each(looks)('fits $width columns (ASCII: $ascii), and the colours change nothing', (look) => {
    const r = random(23);
    for (const { bytes, linktype, file, name } of allFixtures()) {
      const mutated = r(2) ? bytes : bytes.map((byte) => (r(40) ? byte : r(256)));
      const packet = decode(mutated, { linktype });
      for (const sum of sumsOf(packet)) {
        const lines = explain(sum, { ...look, full: true });
        const allowed = look.ascii ? /^[\x20-\x7e]*$/ : /^[\x20-\x7e–—…→│─┌┐└┘]*$/;
        const misfits = lines.filter((line) => !allowed.test(line) || line.length > look.width);
        expect(misfits, `${file} ${name}`).toEqual([]);
        const painted = explain(sum, { ...look, paint: signs, full: true });
        expect(painted.map((line) => line.replace(/[{}]/g, ''))).toEqual(lines);
      }
    }
  });
});

describe('the difference on paper', () => {
  it('comes to what all words come to', () => {
    const r = random(24);
    const look = { width: 80, ascii: true, paint: plain, annotate: false };
    for (let i = 0; i < 200; i++) {
      const m = messageOf(anyPacket(r, { network: 'ip', transport: 'tcp' }), 'net');
      if (!m) continue;
      const at = m.start + 4;
      const next = r(0x10000);
      const after = { ...m, packet: m.packet.slice() };
      after.packet.set([next >> 8, next & 0xff], at);
      const rows = printed(delta(word(m.packet, at), next, right(m), look));
      expect(readded(rows) % 0xffff).toBe(right(after) % 0xffff);
    }
  });
});

describe('a datagram that is still to be cut into segments', () => {
  it('adds up, though its length has more than 16 bits', () => {
    const head = '45000000000000004006000001020304050607080102030400000000000000005010000000000000';
    const packet = new Uint8Array(70_000);
    packet.set(Buffer.from(head, 'hex'));
    const [sum] = sumsOf(decode(packet, { from: 'ip' })).filter(
      ({ name }) => name === 'tcp.checksum',
    );
    if (!sum) throw new Error('no TCP');
    const look = { width: 80, ascii: false, paint: plain, annotate: false, full: true };
    expect(readded(printed(explain(sum, look)))).toBe(sum.expected);
  });
});

describe('what each word holds', () => {
  it('stands beside it: fields, groups of flags, options by their names, the payload once', () => {
    const syn = allFixtures().find(({ file, name }) => file === 'tcp' && name === 'syn');
    if (!syn) throw new Error('no SYN');
    const [ip, tcp] = sumsOf(decode(syn.bytes));
    if (!ip || !tcp) throw new Error('no checksums');
    const look = { width: 80, ascii: false, paint: plain, annotate: false, full: false };
    const labels = (sum: Sum) => printed(explain(sum, look)).map(({ text }) => text);
    expect(labels(ip).slice(0, 5)).toEqual([
      'version, hdr_len, dsfield',
      'len',
      'id',
      'flags, frag_offset                carry folded in',
      'ttl, proto',
    ]);
    expect(labels(tcp).slice(12, 14)).toEqual([
      'hdr_len, flags                    carry folded in',
      'window_size_value                 carry folded in',
    ]);
    expect(labels(tcp).slice(-10, -1)).toEqual([
      'options.mss_val',
      'options.sack_perm',
      'options.timestamp',
      'options.timestamp.tsval',
      'options.timestamp.tsval',
      'options.timestamp.tsecr',
      'options.timestamp.tsecr',
      'options.nop, wscale',
      'options.wscale, options.wscale.shift',
    ]);
  });
});

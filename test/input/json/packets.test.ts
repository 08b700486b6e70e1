import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { View } from '../../../src/codec/view.js';
import { decode } from '../../../src/index.js';
import { InputError } from '../../../src/input/input-error.js';
import { bytesSource } from '../../../src/input/source.js';
import { catalog } from '../../../src/protocols/index.js';
import { allFixtures } from '../../fixtures.js';
import { errorOf, hexOf, inPieces, packetsIn, reader } from './reading.js';

const fixtures = allFixtures();
const RUNS = 1500;

/** A fixture with bytes changed, cut off or added; or any bytes of any link type. */
const mutated = fc
  .record({
    fixture: fc.constantFrom(...fixtures),
    edits: fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { maxLength: 6 }),
    length: fc.option(fc.nat(1500), { freq: 3 }),
    more: fc.uint8Array({ maxLength: 12 }),
  })
  .map(({ fixture: { bytes: own, linktype }, edits, length, more }) => {
    const whole = Uint8Array.from([...own, ...more]);
    for (const [at, value] of edits) whole[at % whole.length] = value;
    return { bytes: length === null ? whole : whole.slice(0, length % whole.length), linktype };
  });
const random = fc.record({
  bytes: fc.uint8Array({ maxLength: 96 }),
  linktype: fc.constantFrom(...catalog.table('linktype').keys()),
});
const some = fc.array(fc.oneof({ arbitrary: mutated, weight: 4 }, random), {
  minLength: 1,
  maxLength: 5,
});

const lines = (packets: readonly object[], space: number): string =>
  packets.map((one) => JSON.stringify(one, null, space)).join('\n');

/** All the ways in which packets stand in a text. */
const forms: readonly ((packets: readonly object[]) => string)[] = [
  (packets) => `${lines(packets, 0)}\n`,
  (packets) => lines(packets, 2),
  (packets) => packets.map((one) => JSON.stringify(one)).join(''),
  (packets) => JSON.stringify(packets),
  (packets) => JSON.stringify({ schema: 1, packets }, null, 2),
  (packets) => JSON.stringify({ packets, schema: 1 }),
  (packets) =>
    lines(
      packets.map((one) => ({ schema: 1, packets: [one] })),
      1,
    ),
  (packets) => JSON.stringify(packets.map((one) => ({ schema: 1, packets: [one] }))),
  (packets) => packets.map((one) => `\u001e${JSON.stringify(one)}\r\n`).join(''),
];

const codes: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
];

describe('packets through JSON text', () => {
  it('come back byte for byte, however they stand in it and however it comes', () => {
    const form = fc.constantFrom(...forms);
    const code = fc.constantFrom(...codes);
    const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 });
    const letters = fc.array(fc.constantFrom(...'\\"{}[]:,é😀\n\u0000a'), { maxLength: 6 });
    fc.assert(
      fc.property(some, letters, form, code, sizes, (packets, all, shape, coded, pieces) => {
        const frame = { comments: [all.join('')] };
        const text = shape(
          packets.map(({ bytes, linktype }) => decode(bytes, { linktype, frame })),
        );
        const found = packetsIn(coded(text), undefined, (bytes) => inPieces(bytes, pieces));
        expect(found).toEqual(packets.map(({ bytes }) => hexOf(bytes)));
      }),
      { numRuns: RUNS },
    );
  });

  it('keep what is known of their frame, so that they are decoded as before', () => {
    fc.assert(
      fc.property(mutated, fc.bigInt({ min: 0n, max: 2n ** 62n }), ({ bytes, linktype }, since) => {
        const time = `${since / 10n ** 9n}.${String(since % 10n ** 9n).padStart(9, '0')}`;
        const told = { interface: 'eth "0"', direction: 'in', comments: ['é\u0007'] } as const;
        const more = { ...told, fcs: 12 };
        const frame = { number: 7, time, len: bytes.length + 9, caplen: bytes.length, ...more };
        const before = decode(bytes, { linktype, frame });
        const view = new View(catalog);
        const packets = reader(bytesSource(Buffer.from(JSON.stringify(before))));
        expect(packets.next(view)).toBe(true);
        view.number = packets.number;
        expect(view.first).toBeUndefined();
        view.locate(catalog.linktype(view.linktype ?? -1));
        expect(view.packet().toJSON()).toEqual(before.toJSON());
      }),
      { numRuns: RUNS },
    );
  });

  it('are packets or an error with its place, whatever happens to the text', () => {
    const change = fc.tuple(fc.nat(4000), fc.nat(3), fc.constantFrom(...'{}[]",:\\0x\n\u0000é-'));
    let right = 0;
    fc.assert(
      fc.property(some, fc.array(change, { minLength: 1, maxLength: 3 }), (packets, changes) => {
        let text = lines(
          packets.map(({ bytes, linktype }) => decode(bytes, { linktype })),
          1,
        );
        for (const [at, drop, put] of changes) {
          const index = at % text.length;
          text = text.slice(0, index) + put + text.slice(index + drop);
        }
        const said = errorOf(text);
        if (said === 'nothing is wrong') right++;
        else expect(said).toMatch(/\(line \d+, column \d+\)\n.*\n *\^$/);
      }),
      { numRuns: RUNS },
    );
    expect(right).toBeLessThan(RUNS / 2);
  });
});

const SYN = fixtures.find(({ file }) => file === 'tcp') ?? fixtures[0];

/** Texts without an end, and how much of them was read. */
function endless(head: string, again: string, most = Number.POSITIVE_INFINITY, tail = '') {
  const piece = Buffer.from(again);
  const source = {
    count: 0,
    read(): Uint8Array | undefined {
      source.count++;
      if (source.count === 1) return Buffer.from(head);
      if (source.count === most + 2) return Buffer.from(tail);
      return source.count < most + 2 ? piece : undefined;
    },
  };
  return source;
}

describe('a text of any length', () => {
  const packet = JSON.stringify(decode(SYN?.bytes ?? new Uint8Array(), { linktype: 1 }));
  const COUNT = 100_000;

  it.each([
    ['a document', '{"schema":1,"packets":[', `${packet},\n`, `${packet}]}`],
    ['lines', '', `${packet}\n`, packet],
  ])('is handed on packet by packet: %s', (_, head, again, tail) => {
    const source = endless(head, again, COUNT, tail);
    const packets = reader(source);
    const view = new View(catalog);
    let most = 0;
    let count = 0;
    for (; packets.next(view); count++) most = Math.max(most, source.count - count);
    expect(count).toBe(COUNT + 1);
    // No more is held than the window has room for.
    expect(most * packet.length).toBeLessThan(2 << 18);
  });

  it.each([
    ['text', '{"layers":[{"protocol":"', 'a'.repeat(1 << 16), 'is longer than 64 MiB'],
    ['a list', '{"layers":[', `${'1,'.repeat(1 << 15)}`, 'is longer than 64 MiB'],
    ['brackets', '', '['.repeat(1 << 16), 'a packet is needed'],
    ['brackets of a packet', '{"layers":', '['.repeat(1 << 16), 'nest deeper than 100'],
    ['objects', '', '{"layers":'.repeat(1 << 12), 'nest deeper than 100'],
    ['space of a packet', '{"layers":', ' '.repeat(1 << 16), 'is longer than 64 MiB'],
    ['a key', '{"', 'a'.repeat(1 << 16), 'is longer than 64 MiB'],
    ['a schema', '{"schema":', '1'.repeat(1 << 16), 'schema 1 is what can be read'],
  ])('may go on for ever, but not: %s', (_, head, again, message) => {
    const read = () => reader(endless(head, again)).next(new View(catalog));
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
  });

  it('is refused where a value is beyond all measure', () => {
    const long = 'x'.repeat(1 << 24);
    const layer = (fields: object) => JSON.stringify({ layers: [{ protocol: 'tcp', fields }] });
    expect(errorOf(layer({ [long]: 1 }))).toMatch(/^no key is as long/);
    expect(errorOf(layer({ dstport: long }))).toMatch(
      /^packet 1, layers\[0\]\.fields\.dstport: a number is needed, not "x+…/,
    );
    expect(errorOf(JSON.stringify({ layers: [{ protocol: long }] }))).toMatch(/: no protocol is/);
    const layers = new Array(257).fill({ protocol: 'ip' });
    expect(errorOf(JSON.stringify({ layers }))).toMatch(
      /^packet 1, layers\[256\]: a packet has 256 layers at most/,
    );
    const data = { data: '00'.repeat(1 << 24) };
    const large = {
      layers: [
        { protocol: 'data', fields: data },
        { protocol: 'data', fields: { data: '00' } },
      ],
    };
    expect(errorOf(JSON.stringify(large))).toMatch(/^packet 1: a packet of more than 16 MiB/);
  });

  it('says where bytes are no UTF-8', () => {
    const text = Buffer.from('{"layers":[\n{"protocol":"é?"}]}');
    text[text.indexOf('?')] = 0xff;
    expect(errorOf(text)).toBe(
      'the byte 0xff is no UTF-8: iconv makes it so (line 2, column 15)\n' +
        '  {"protocol":"é\ufffd"}]}\n                ^',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { llmnr } from '../../../src/protocols/application/llmnr.js';
import { mdns } from '../../../src/protocols/application/mdns.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { udp } from '../../../src/protocols/transport/udp.js';

const HEADER = 12;
const around = [ip.with(), udp.with({ srcport: 40000 })] as const;

describe('mDNS', () => {
  type Given = NonNullable<Parameters<typeof mdns.with>[0]>;
  const bytesOf = (given: Given) => build(...around, mdns.with(given));
  const layerOf = (given: Given) => decode(bytesOf(given), { linktype: 228 }).layer('mdns');
  const hexOf = (given: Given) =>
    Buffer.from(build(mdns.with(given)).subarray(HEADER)).toString('hex');

  it('is found by its port', () => {
    expect(decode(bytesOf({}), { linktype: 228 }).layer('udp')?.fields.dstport).toBe(5353);
    expect(layerOf({})).toBeDefined();
  });

  it.each([
    [false, '01610000010001'],
    [true, '01610000018001'],
  ])('a question for an answer to the asker alone: %s', (qu, hex) => {
    const given = { queries: [{ name: 'a', qu }] };
    expect(hexOf(given)).toBe(hex);
    expect(layerOf(given)?.fields.queries).toEqual([{ name: 'a', type: 1, qu, class: 1 }]);
  });

  it.each([false, true])('a record that flushes: %s', (cache_flush) => {
    const given: Given = { answers: [{ name: 'a', type: 'A', cache_flush, a: '192.0.2.1' }] };
    expect(hexOf(given).slice(10, 14)).toBe(cache_flush ? '8001' : '0001');
    expect(layerOf(given)?.fields.answers).toMatchObject([{ cache_flush, class: 1 }]);
  });

  it('the size of EDNS has 15 bits', () => {
    const given: Given = { additionals: [{ name: '.', type: 'OPT', udp_payload_size: 1440 }] };
    expect(layerOf(given)?.fields.additionals).toMatchObject([
      { cache_flush: false, udp_payload_size: 1440 },
    ]);
  });

  it('compresses the targets of services', () => {
    const answers: Given['answers'] = [
      { name: 'a.local', type: 'SRV', srv: { port: 80, target: 'a.local' } },
    ];
    expect(hexOf({ answers })).toMatch(/0050c00c$/);
    expect(layerOf({ answers })?.raw).toBeUndefined();
  });

  it.each<[string, Given, readonly RegExp[]]>([
    ['several questions', { queries: [{ name: 'a' }, { name: 'b' }] }, []],
    ['a response code', { flags: { rcode: 3 } }, [/zero in mDNS/]],
    ['another kind of query', { flags: { opcode: 'status' } }, [/zero in mDNS/]],
  ])('notes on %s', (_, given, texts) => {
    expect(layerOf(given)?.notes.map(({ text }) => text)).toEqual(
      texts.map((text) => expect.stringMatching(text)),
    );
  });
});

describe('LLMNR', () => {
  type Given = NonNullable<Parameters<typeof llmnr.with>[0]>;
  const layerOf = (given: Given) =>
    decode(build(...around, llmnr.with(given)), { linktype: 228 }).layer('llmnr');

  it.each([
    [0x8000, { response: true }],
    [0x0400, { conflict: true }],
    [0x0200, { truncated: true }],
    [0x0100, { tentative: true }],
    [0x00f0, { z: 15 }],
    [0x0002, { rcode: 2 }],
  ])('flags %i', (flags, expected) => {
    const none = { ...layerOf({})?.fields.flags };
    expect(layerOf({ flags })?.fields.flags).toEqual({ ...none, ...expected });
  });

  it.each<[Given, readonly RegExp[]]>([
    [{ queries: [{ name: 'a' }] }, []],
    [{}, [/exactly one/]],
    [{ queries: [{ name: 'a' }, { name: 'b' }] }, [/exactly one/]],
  ])('%o', (given, texts) => {
    expect(layerOf(given)?.notes.map(({ text }) => text)).toEqual(
      texts.map((text) => expect.stringMatching(text)),
    );
  });
});

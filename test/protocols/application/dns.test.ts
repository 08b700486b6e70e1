import { describe, expect, it } from 'vitest';
import { build, decode, encode, type LayerGiven } from '../../../src/index.js';
import { dns, dnsOverTcp } from '../../../src/protocols/application/dns.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { tcp } from '../../../src/protocols/transport/tcp.js';
import { udp } from '../../../src/protocols/transport/udp.js';
import { fastest } from '../../quick.js';

type Given = NonNullable<Parameters<typeof dns.with>[0]>;
type Answer = NonNullable<Given['answers']>[number];
const HEADER = 12;
const hexOf = (given: Given) =>
  Buffer.from(build(dns.with(given)).subarray(HEADER)).toString('hex');
const read = (bytes: Uint8Array) => decode(bytes, { from: 'dns' });
const layerOf = (given: Given) => read(build(dns.with(given))).layers[0];

/** A header that counts, and what follows it. */
function message(counts: readonly number[], body: string): Uint8Array {
  const bytes = new Uint8Array(HEADER + body.length / 2);
  counts.forEach((count, i) => {
    bytes[5 + 2 * i] = count;
  });
  bytes.set(Buffer.from(body, 'hex'), HEADER);
  return bytes;
}

const www = '03777777076578616d706c65036f726700';
const question = `${www}00010001`;

describe('flags', () => {
  it.each([
    [0x8000, { response: true }],
    [0x2800, { opcode: 5 }],
    [0x0400, { authoritative: true }],
    [0x0200, { truncated: true }],
    [0x0100, { recdesired: true }],
    [0x0080, { recavail: true }],
    [0x0040, { z: true }],
    [0x0020, { authenticated: true }],
    [0x0010, { checkdisable: true }],
    [0x0003, { rcode: 3 }],
  ])('%i', (flags, expected) => {
    const none = { ...layerOf({ flags: 0 })?.fields.flags };
    expect(layerOf({ flags })?.fields.flags).toEqual({ ...none, ...expected });
  });

  it('a new message is a query that desires recursion', () => {
    expect(layerOf({})?.fields.flags).toMatchObject({ response: false, recdesired: true });
  });
});

describe('questions', () => {
  it('are counted, with type A and class IN if nothing is said', () => {
    const layer = layerOf({ queries: [{ name: 'a.example' }, { name: 'b.example', type: 'MX' }] });
    expect(layer?.fields).toMatchObject({
      count: { queries: 2, answers: 0, auth_rr: 0, add_rr: 0 },
      queries: [
        { name: 'a.example', type: 1, class: 1 },
        { name: 'b.example', type: 15, class: 1 },
      ],
    });
  });

  it('the count that is given stays', () => {
    const bytes = build(dns.with({ count: { queries: 5 }, queries: [{ name: 'a.example' }] }));
    expect(bytes[5]).toBe(5);
  });
});

describe('records', () => {
  const name = 'www.example.org';
  const head = (type: string, size: string) => `c00c${type}00010000012c${size}`;
  it.each<[Answer, string]>([
    [{ type: 'A', a: '192.0.2.1' }, `${head('0001', '0004')}c0000201`],
    [{ type: 'NS', ns: 'ns.example.org' }, `${head('0002', '0005')}026e73c010`],
    [{ type: 'CNAME', cname: 'www.example.org' }, `${head('0005', '0002')}c00c`],
    [
      {
        type: 'SOA',
        soa: {
          mname: 'example.org',
          rname: '.',
          serial_number: 1,
          refresh_interval: 2,
          retry_interval: 3,
          expire_limit: 4,
          minimum_ttl: 5,
        },
      },
      `${head('0006', '0017')}c010000000000100000002000000030000000400000005`,
    ],
    [{ type: 'PTR', ptr: { domain_name: 'example.org' } }, `${head('000c', '0002')}c010`],
    [
      { type: 'MX', mx: { preference: 10, mail_exchange: 'example.org' } },
      `${head('000f', '0004')}000ac010`,
    ],
    [{ type: 'TXT', txt: [{ txt: 'abc' }, { txt: '' }] }, `${head('0010', '0005')}0361626300`],
    [
      { type: 'AAAA', aaaa: '2001:db8::1' },
      `${head('001c', '0010')}20010db8000000000000000000000001`,
    ],
    [
      { type: 'SRV', srv: { priority: 1, weight: 2, port: 3, target: 'org' } },
      `${head('0021', '000b')}000100020003036f726700`,
    ],
    [{ type: 65400, data: 'abcd' }, `${head('ff78', '0002')}abcd`],
    [{ type: 'A', data: 'abcd' }, `${head('0001', '0002')}abcd`],
  ])('%o', (record, hex) => {
    const answer = { name, ttl: 300, ...record } as Answer;
    expect(hexOf({ queries: [{ name }], answers: [answer] })).toBe(question + hex);
    const { fields, raw } = read(message([1, 1], question + hex)).layers[0] ?? {};
    const { type: _, txt, ...values } = record;
    expect(fields?.answers).toMatchObject([{ name, class: 1, ttl: 300, ...values }]);
    if (txt) expect(fields?.answers[0].txt).toMatchObject(txt);
    expect(raw).toBeUndefined();
  });

  it.each([
    ['A of 3 bytes', '0001', 'c00002'],
    ['A of 5 bytes', '0001', 'c000020101'],
    ['MX without a name', '000f', '000a'],
    ['a text that goes beyond', '0010', '0561'],
    ['a name that goes beyond', '0002', '0361'],
    ['no bytes, as updates have them', '0001', ''],
  ])('%s is data', (_, type, hex) => {
    const length = (hex.length / 2).toString(16).padStart(4, '0');
    const bytes = message([1, 1], question + head(type, length) + hex);
    const packet = read(bytes);
    expect(packet.layers[0]?.fields.answers).toMatchObject([{ data: hex }]);
    expect(encode(packet)).toEqual(bytes);
  });

  it('stand in three sections', () => {
    const layer = layerOf({
      answers: [{ name: 'a', type: 'A', a: '192.0.2.1' }],
      authorities: [{ name: 'b', type: 'NS', ns: 'c' }],
      additionals: [{ name: 'c', type: 'A', a: '192.0.2.2' }],
    });
    expect(layer?.fields.count).toEqual({ queries: 0, answers: 1, auth_rr: 1, add_rr: 1 });
    expect(layer?.fields.authorities).toMatchObject([{ name: 'b', ns: 'c' }]);
    expect(layer?.fields.additionals).toMatchObject([{ name: 'c', a: '192.0.2.2' }]);
  });
});

describe('names', () => {
  it.each([
    ['to itself', 'c011'],
    ['forward', 'c0ff'],
    ['to a label that leads back to it', '0161c021'],
    ['into a name that has no end', '3f61'],
    ['of a reserved type', '4161'],
  ])('a pointer %s ends', (_, hex) => {
    const bytes = message([1], `${hex}00010001`);
    const packet = read(bytes);
    expect(fastest(50, () => read(bytes))).toBeLessThan(50);
    expect(packet.notes[0]?.severity).toBe('error');
    expect(encode(packet)).toEqual(bytes);
  });

  it('of 255 bytes fit, of more do not', () => {
    const label = `3f${'61'.repeat(63)}`;
    const most = `${label.repeat(3)}3d${'61'.repeat(61)}00`;
    const over = `${label.repeat(3)}3e${'61'.repeat(62)}00`;
    expect(read(message([1], `${most}00010001`)).notes).toEqual([]);
    expect(read(message([1], `${over}00010001`)).notes).toHaveLength(1);
  });

  it('compressed in another way than ours come back byte for byte', () => {
    const twice = question + question;
    const packet = read(message([2], twice));
    expect(packet.layers[0]?.raw).toBeDefined();
    expect(encode(packet)).toEqual(message([2], twice));
    expect(hexOf({ queries: [{ name: 'www.example.org' }, { name: 'www.example.org' }] })).toBe(
      `${question}c00c00010001`,
    );
  });
});

describe('over TCP', () => {
  const around = [ip.with(), tcp.with({ srcport: 40000, dstport: 53 })] as const;
  const of = (...layers: readonly LayerGiven[]) => build(...around, ...layers);
  const answers: Answer[] = [{ name: 'www.example.org', type: 'NS', ns: 'example.org' }];
  const given: Given = { queries: [{ name: 'www.example.org' }], answers };

  it('has its length before it, which pointers do not count', () => {
    const bytes = of(dnsOverTcp.with(given));
    const plain = build(dns.with(given));
    expect(bytes.subarray(42)).toEqual(plain);
    expect((bytes[40] ?? 0) * 256 + (bytes[41] ?? 0)).toBe(plain.length);
    const layer = decode(bytes, { linktype: 228 }).layers[2];
    expect(layer?.fields).toMatchObject({ length: plain.length, answers: [{ ns: 'example.org' }] });
    expect(layer?.raw).toBeUndefined();
  });

  it('may stand one behind another', () => {
    const bytes = of(dnsOverTcp.with({ id: 1 }), dnsOverTcp.with({ id: 2 }));
    const packet = decode(bytes, { linktype: 228 });
    expect(packet.layers.map(({ protocol }) => protocol.name)).toEqual(['ip', 'tcp', 'dns', 'dns']);
    expect(packet.layers.slice(2).map(({ fields }) => fields.id)).toEqual([1, 2]);
  });

  it('keeps bytes that its length counts and it does not need', () => {
    const bytes = of(dnsOverTcp.with({ length: 14, id: 1 }));
    const longer = Uint8Array.from([...bytes, 7, 8]);
    longer[3] = longer.length;
    const packet = decode(longer, { linktype: 228 });
    expect(packet.layers).toHaveLength(3);
    expect(encode(packet)).toEqual(longer);
  });
});

describe('in one line', () => {
  it.each<[Given, string]>([
    [{ queries: [{ name: 'example.org', type: 'MX' }] }, 'query MX example.org'],
    [
      { flags: { response: true, rcode: 3 }, queries: [{ name: 'example.org' }] },
      'response A example.org No such name',
    ],
    [{ flags: 0x8000, answers: [{ name: 'a', type: 65400 }] }, 'response 65400 a'],
    [{}, 'query'],
  ])('%o', (given, text) => {
    expect(layerOf(given)?.summary).toBe(text);
  });
});

describe('notes', () => {
  const around = [ip.with(), udp.with({ srcport: 40000 })] as const;
  const notesOf = (given: Given) =>
    decode(build(...around, dns.with(given)), { linktype: 228 }).layers[2]?.notes;
  const opt = { name: '.', type: 'OPT' } as const;
  it.each<[string, Given, readonly RegExp[]]>([
    ['a query', { queries: [{ name: 'a' }] }, []],
    ['an inverse query', { flags: { opcode: 'iquery' } }, [/inverse/]],
    ['two questions', { queries: [{ name: 'a' }, { name: 'b' }] }, [/more than one question/]],
    ['a long life', { flags: ['response'], answers: [{ name: 'a', ttl: 2 ** 31 }] }, [/top bit/]],
    ['EDNS', { additionals: [opt] }, []],
    ['EDNS twice', { additionals: [opt, opt] }, [/more than one OPT/]],
    ['EDNS under a name', { additionals: [{ ...opt, name: 'a' }] }, [/the root/]],
    ['EDNS of version 1', { additionals: [{ ...opt, edns0_version: 1 }] }, [/version 0/]],
  ])('%s', (_, given, texts) => {
    expect(notesOf(given)?.map(({ text }) => text)).toEqual(
      texts.map((text) => expect.stringMatching(text)),
    );
  });
});

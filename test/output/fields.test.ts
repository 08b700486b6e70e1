import { describe, expect, it } from 'vitest';
import type { Fields } from '../../src/codec/field.js';
import { written as lineOf } from '../../src/codec/out.js';
import { View } from '../../src/codec/view.js';
import { decode, type Packet } from '../../src/index.js';
import { type Columns, csv, fields, tsv } from '../../src/output/fields.js';
import type { Format } from '../../src/output/format.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';
import { ownFields } from '../peers/own.js';
import { HOSTILE, named, catalog as spoken, steering } from './hostile.js';
import { written } from './written.js';

const packets = allFixtures().map(({ bytes, linktype }, i) =>
  decode(bytes, { linktype, frame: { number: i + 1, time: '1700000000.000000009' } }),
);
const rows = (columns: Columns, of: readonly Packet[] = packets): string[][] =>
  written(fields(columns, catalog), of)
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(columns.separator ?? '\t'));
const one = (name: string, of: Packet): string | undefined => rows({ names: [name] }, [of])[0]?.[0];

const first = (has: (packet: Packet) => boolean): Packet => packets.find(has) as Packet;
const syn = first(
  ({ layers: [a, b, c] }) =>
    a?.protocol.name === 'eth' &&
    b?.protocol.name === 'ip' &&
    c?.fields.flags?.syn === true &&
    c.fields.options.length > 2,
);

/** What JSON says, under the names of Wireshark; in any order. */
function valuesOf(packet: Packet): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, value: unknown) =>
    found.set(name, [...(found.get(name) ?? []), plainly(String(value))].sort());
  for (const { declared, name, value } of ownFields(packet)) if (declared) add(name, value);
  for (const layer of packet.layers) {
    for (const { field, path, value } of layer.trace()) {
      if (!field.fields || field.bits === 0) continue;
      const keys = path.filter((key) => typeof key === 'string');
      add(field.filter ?? [layer.protocol.name, ...keys].join('.'), whole(field.fields, value));
    }
  }
  return found;
}

/** A group's bits as one number. */
const whole = (fields: Fields, value: unknown): number =>
  Object.entries(fields).reduce(
    (sum, [key, { bits }]) => sum * 2 ** bits + Number((value as Record<string, unknown>)[key]),
    0,
  );

/** Where a domain name is malformed JSON has a sign for it, and annotations have nothing. */
const known = (text: string): boolean => text !== '' && text !== '?';

const plainly = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

describe('fields', () => {
  const wanted = packets.map(valuesOf);
  const named = new Set(wanted.flatMap((values) => [...values.keys()]));
  // Padding that is as it should be stands in no JSON.
  const all = [...named].filter((name) => !name.endsWith('.padding'));

  it('are what JSON says, each under its own name, over all fixtures', () => {
    expect(all.length).toBeGreaterThan(800);
    const told = rows({ names: all, separator: '\u0000', aggregator: '\u0001' });
    const others = packets.flatMap((_, p) =>
      all.flatMap((name, i) => {
        const cell = told[p]?.[i]?.split('\u0001').filter(known).sort().join() ?? '';
        const value = wanted[p]?.get(name)?.filter(known).join() ?? '';
        return cell === value ? [] : [`packet ${p + 1}, ${name}: ${cell}, not ${value}`];
      }),
    );
    expect(others).toEqual([]);
  });

  it('are those of tshark for options, groups, and both ends of a connection', () => {
    const { layers } = syn;
    const [ip, tcp] = ['ip', 'tcp'].map((name) => layers.find((l) => l.protocol.name === name));
    const { src, dst } = ip?.fields ?? {};
    expect(one('ip.addr', syn)).toBe(`${src},${dst}`);
    expect(one('tcp.port', syn)).toBe(`${tcp?.fields.srcport},${tcp?.fields.dstport}`);
    expect(Number(one('tcp.flags', syn)) & 2).toBe(2);
    expect(one('tcp.flags.syn', syn)).toBe('true');
    const kinds = (tcp?.fields.options ?? []).map(({ kind }: { kind: number }) => kind);
    expect(one('tcp.options.kind', syn)).toBe(kinds.join());
    const at = (tcp?.offset ?? 0) + 20;
    const options = Buffer.from(syn.bytes.subarray(at, tcp?.body)).toString('hex');
    expect(one('tcp.options', syn)?.replaceAll(',', '')).toBe(options);
    expect(one('tcp.options.mss_val', syn)).toMatch(/^\d+$/);
  });

  it('tell the verdict on a checksum', () => {
    const bad = first((packet) => packet.layer('ip')?.fields.checksum_status === 'bad');
    expect(one('ip.checksum.status', syn)).toBe('good');
    expect(one('ip.checksum_calculated', syn)).toBe('');
    expect(one('ip.checksum.status', bad)).toContain('bad');
    expect(one('ip.checksum_calculated', bad)).toMatch(/^\d+$/);
  });

  it('are those of the frame too', () => {
    const names = 'number time time_epoch len cap_len protocols'.split(' ');
    const [row] = rows({ names: names.map((name) => `frame.${name}`) });
    const { length } = packets[0]?.bytes ?? [];
    expect(row?.slice(0, 5)).toEqual([
      '1',
      '2023-11-14T22:13:20.000000009Z',
      '1700000000.000000009',
      String(length),
      String(length),
    ]);
    expect(row?.[5]).toBe(packets[0]?.layers.map(({ protocol }) => protocol.name).join(':'));
  });

  it('take the first, the last or all of several values', () => {
    const tunnel = first(({ layers }) => layers.filter((l) => l.protocol.name === 'ip').length > 1);
    const told = tunnel.layers.flatMap((l) => (l.protocol.name === 'ip' ? [l.fields.src] : []));
    const names = ['ip.src'];
    expect(rows({ names }, [tunnel])).toEqual([[told.join()]]);
    expect(rows({ names, aggregator: ' ' }, [tunnel])).toEqual([[told.join(' ')]]);
    expect(rows({ names, occurrence: 'f' }, [tunnel])).toEqual([[told[0]]]);
    expect(rows({ names, occurrence: 'l' }, [tunnel])).toEqual([[told.at(-1)]]);
  });

  it('are nothing where the packet ends before them', () => {
    const cut = decode(syn.bytes.subarray(0, 14 + 11));
    const names = ['ip.ttl', 'ip.proto', 'ip.checksum', 'ip.src', 'eth.type', 'eth.len'];
    expect(rows({ names }, [cut])).toEqual([
      ['ip.ttl', 'ip.proto'].map((name) => one(name, syn)).concat('', '', '2048', ''),
    ]);
    const framed = decode(Uint8Array.from([...syn.bytes.subarray(0, 12), 0, 2, 0, 0]));
    expect(rows({ names: ['eth.len', 'eth.type'] }, [framed])).toEqual([['2', '']]);
  });

  it.each([
    ['ip.scr', "no field is called 'ip.scr'; did you mean 'ip.src'?"],
    ['frame.nubmer', "no field is called 'frame.nubmer'; did you mean 'frame.number'?"],
    ['ip.src.status', "no field is called 'ip.src.status'"],
    ['constructor', "no field is called 'constructor'"],
    ['x\u001b[2J.addr', "no field is called 'x\\u001b[2J.addr'"],
  ])('are refused by an unknown name: %s', (name, message) => {
    expect(() => fields({ names: [name] }, catalog)).toThrow(RangeError);
    expect(() => fields({ names: [name] }, catalog)).toThrow(message);
  });
});

describe('columns of fixed fields', () => {
  const names = [
    'frame.number',
    'frame.time_epoch',
    'frame.len',
    'frame.cap_len',
    'eth.type',
    'eth.len',
    'vlan.id',
    'ip.addr',
    'ip.flags',
    'ip.flags.df',
    'ipv6.src',
    'udp.port',
    'tcp.flags',
    'tcp.window_size_value',
    'arp.opcode',
    'icmp.type',
    'sctp.srcport',
  ];
  const line = ({ packet, view }: Format, one: Packet): [string, string] => [
    lineOf((out) => packet(one, out)),
    lineOf((out) => view?.(View.of(one), out)),
  ];

  it.each<Partial<Columns>>([
    {},
    { occurrence: 'f' },
    { occurrence: 'l', quote: 'single' },
    { quote: 'double', aggregator: ' ' },
    { quote: 'needed', separator: ',' },
    { quote: 'needed', separator: ';' },
  ])('are the same without an object: %j', (look) => {
    const format = fields({ names, ...look }, catalog);
    expect(format.view).toBeDefined();
    for (const one of packets) {
      const [whole, quick] = line(format, one);
      expect(quick).toBe(whole);
    }
  });

  it.each<Partial<Columns>>([
    { names: ['ip.src', 'tcp.options.mss_val'] },
    { names: ['ip.src', 'frame.protocols'] },
    { names: ['ip.checksum.status'] },
    { quote: 'needed', separator: ':' },
    { quote: 'double', aggregator: '"' },
  ])('are written from objects where it takes them: %j', (look) => {
    expect(fields({ names: ['ip.src'], ...look }, catalog).view).toBeUndefined();
  });
});

describe('CSV and TSV', () => {
  const names = ['spoken.name', 'spoken.rest'];

  it('quote as RFC 4180 has it, and keep what programs might take for a formula', () => {
    const all = ['a,b', 'say "x"', '=1+1', '@x', ''].map(named);
    expect(written(csv({ names }, spoken), all)).toBe(
      'spoken.name,spoken.rest\n"a,b",ff\n"say ""x""",ff\n=1+1,ff\n@x,ff\n,ff\n',
    );
    expect(written(tsv({ names, header: false }, spoken), all.slice(0, 2))).toBe(
      'a,b\tff\nsay "x"\tff\n',
    );
  });

  it('quote every value if asked', () => {
    const all = [named(`it's "x"`)];
    expect(written(fields({ names, quote: 'single' }, spoken), all)).toBe(`'it''s "x"'\t'ff'\n`);
    expect(written(fields({ names, quote: 'double' }, spoken), all)).toBe(`"it's ""x"""\t"ff"\n`);
  });

  it.each([fields, csv])('show what could steer a terminal escaped', (make) => {
    const text = written(make({ names, separator: ';' }, spoken), [named(HOSTILE)]);
    expect(steering(text)).toEqual([]);
    expect(text.trimEnd().split('\n')).toHaveLength(make === csv ? 2 : 1);
    expect(text).toContain('\\u001b[2J\\u0007\\u000d\\u000a');
  });

  it('have as many columns in every line', () => {
    const wide = ['frame.number', 'ip.src', 'tcp.dstport', 'dns.qry.name', 'eth.type'];
    for (const line of rows({ names: wide })) expect(line).toHaveLength(5);
  });
});

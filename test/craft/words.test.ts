import { describe, expect, it } from 'vitest';
import { flagsOf, placesOf, standsAlone, takesValue } from '../../src/craft/flags.js';
import { layerNames, nameOf } from '../../src/craft/layer-names.js';
import { shortGroups, shorts } from '../../src/craft/shorts.js';
import { wordsFrom } from '../../src/craft/words.js';
import { catalog } from '../../src/protocols/index.js';
import { complaint } from './made.js';

const words = (...args: readonly string[]) => wordsFrom(catalog, args);

describe('words', () => {
  it('are layers, settings and flags', () => {
    const { layers, flags } = words('ip', 'ttl=3', 'df', '/', 'tcp', '--dport', '80', '--syn');
    expect(layers).toEqual([
      {
        name: 'ip',
        settings: [
          { typed: 'ttl=3', name: 'ttl', text: '3' },
          { typed: 'df', name: 'df', text: undefined },
        ],
      },
      { name: 'tcp', settings: [] },
    ]);
    expect(flags.map(({ name, text, after }) => [name, text, after])).toEqual([
      ['dport', '80', 2],
      ['syn', undefined, 2],
    ]);
  });

  it('are cut at slashes between layers, not in values', () => {
    expect(words('eth/ip/tcp').layers.map(({ name }) => name)).toEqual(['eth', 'ip', 'tcp']);
    expect(words('IP/', 'udp').layers.map(({ name }) => name)).toEqual(['ip', 'udp']);
    expect(words('ip', 'dst=10.0.0.0/8').layers[0]?.settings[0]?.text).toBe('10.0.0.0/8');
  });

  it('take a value with = or behind, and = within a value', () => {
    expect(words('tcp', '--dport=80').flags[0]?.text).toBe('80');
    expect(words('tcp', '--tcp-options', 'mss=1').flags[0]?.text).toBe('mss=1');
    expect(words('tcp', 'options=mss=1').layers[0]?.settings[0]?.text).toBe('mss=1');
    expect(words('tcp', '--dport', '-1').flags[0]?.text).toBe('-1');
  });

  it('hold a payload as text or hex', () => {
    const data = (...args: readonly string[]) => words(...args).layers[0]?.settings[0]?.text;
    expect(data('raw', 'a\\x00b')).toBe('610062');
    expect(data('RAW', 'ab')).toBe('6162');
    expect(data('hex', '00:FF 01')).toBe('00ff01');
    expect(data('raw', '')).toBe('');
    expect(data('raw', '--syn')).toBe('2d2d73796e');
  });

  it.each([
    [['foo'], "'foo' is no layer | a payload is given as raw 'foo', a field as name=value"],
    [['tpc'], "'tpc' is no layer | did you mean 'tcp'?"],
    [['pnig'], "'pnig' is no layer | did you mean 'ping'?"],
    [['tcp', 'sny'], "'sny' is no layer, and no flag of tcp | did you mean 'syn'?"],
    [['tcp', 'dport'], "tcp: 'dport' needs a value | dport=…, all in one word"],
    [
      ['tcp', 'dport='.slice(0, 5), '=', '80'],
      "tcp: 'dport' needs a value | dport=…, all in one word",
    ],
    [['tcp', 'dport=', '80'], "'80': no space may stand around = | tcp dport=80"],
    [['dport=80'], "'dport=80': the name of a layer comes first | tcpip build tcp dport=80"],
    [['nonsense=8'], "'nonsense=8': the name of a layer comes first"],
    [
      ['tcp.dport=80'],
      "'tcp.dport=80': the name of a layer comes first | tcpip build tcp dport=80",
    ],
    [['tcp', '10.0.0.1'], "'10.0.0.1' is no layer, and no flag of tcp | --dst 10.0.0.1, or --src"],
    [['::1'], "'::1' is no layer | --dst ::1, or --src"],
    [['http'], "'http' is no layer | a port: tcp dport=http"],
    [['udp', 'tftp'], "'tftp' is no layer, and no flag of udp | a port: udp dport=tftp"],
    [
      ['tcp', '--syn', '1'],
      "'1' is no layer, and no flag of tcp | --syn stands alone, without a value behind it",
    ],
    [
      ['tcp', '--syn', '5'],
      "'5' is no layer, and no flag of tcp | --syn stands alone, without a value behind it",
    ],
    [['tcp syn'], "'tcp syn' is no layer | words of their own: tcp syn"],
    [
      ['tcp', 'ping'],
      "'ping' is no layer, and no flag of tcp | a preset comes first: tcpip build ping",
    ],
    [['-S'], "there is no flag '-S' | did you mean '--syn'?"],
    [['-x'], "there is no flag '-x' | tcpip build --help-flags lists those of fields"],
    [[''], "an empty word stands where a layer is needed | raw '' is no payload"],
    [['raw'], "raw: the payload is missing | raw 'hello', hex 00ff"],
    [['hex', 'zz'], 'hex: hex digits in pairs are needed, not "zz"'],
    [['hex', '123'], 'hex: hex digits in pairs are needed, not "123"'],
    [['raw', '\\x0'], "raw: '\\x' is no escape; a backslash itself is '\\\\'"],
    [['raw', '\\q'], "raw: '\\q' is no escape; a backslash itself is '\\\\'"],
    [['tcp', '--ttl'], '--ttl: a value is needed'],
    [['tcp', '--ttl', '--df'], '--ttl: a value is needed'],
    [['tcp', '--foo', '1'], "there is no flag '--foo' | tcpip build --help lists them"],
    [['tcp', '--dprot', '1'], "there is no flag '--dprot' | did you mean '--dport'?"],
    [
      ['tcp', '--tcp.foobar', '1'],
      "there is no flag '--tcp.foobar' | tcpip build tcp --help lists those of tcp",
    ],
    [['tcp', '--tcp.sqe', '1'], "there is no flag '--tcp.sqe' | did you mean '--tcp.seq'?"],
    [
      ['IP(dst="1.2.3.4")/TCP(dport=80,flags="S")'],
      `'IP(dst="1.2.3.4")/TCP(dport=80,flags="S…': values stand behind the name of a layer, ` +
        'without brackets | tcpip build ip dst=1.2.3.4 / tcp dport=80 flags=S',
    ],
    [['4500001400'.repeat(9)], /is no layer \| as payload: hex, then the digits/],
  ])('that mean nothing: %j', (args, expected) => {
    expect(complaint(() => words(...args))).toMatch(expected);
    if (typeof expected === 'string') expect(complaint(() => words(...args))).toBe(expected);
  });
});

describe('names of layers', () => {
  it('are taken in capitals and by other names', () => {
    expect(nameOf(catalog, 'Ether')).toBe('eth');
    expect(nameOf(catalog, 'QinQ')).toBe('ieee8021ad');
    expect(nameOf(catalog, '__proto__')).toBeUndefined();
    for (const name of layerNames(catalog)) expect(nameOf(catalog, name)).toBeDefined();
  });
});

describe('short names', () => {
  const all = Object.entries(shorts);

  it('are each in one group', () => {
    const grouped = Object.values(shortGroups).flatMap((group) => Object.keys(group));
    expect(new Set(grouped).size).toBe(grouped.length);
    expect(grouped.length).toBe(all.length);
  });

  it.each(all)('--%s names fields that there are, all with or all without a value', (name, one) => {
    const places = placesOf(catalog, name);
    expect(places.map((place) => `${place.protocol}.${place.name}`)).toEqual(one.fields);
    for (const place of places) {
      expect(takesValue(catalog, `${place.protocol}.${place.name}`, [place])).toBe(
        one.value !== undefined,
      );
    }
    expect(one.help).not.toBe('');
  });

  it('without a value stand alone behind their layer', () => {
    for (const [name, { fields, value }] of all) {
      const layer = (fields[0] as string).split('.')[0] as string;
      if (value === undefined)
        expect([name, standsAlone(catalog, layer, name)]).toEqual([name, true]);
    }
    expect(standsAlone(catalog, 'tcp', 'seq')).toBe(false);
    expect(flagsOf(catalog, 'ip')).toEqual(expect.arrayContaining(['df', 'mf']));
  });
});

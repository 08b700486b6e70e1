import { describe, expect, it } from 'vitest';
import { build, decode, FieldError, type LayerGiven } from '../../../src/index.js';
import { dnsOverTcp } from '../../../src/protocols/application/dns.js';
import { data } from '../../../src/protocols/data.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { tcp } from '../../../src/protocols/transport/tcp.js';

type Given = NonNullable<Parameters<typeof tcp.with>[0]>;
const around = ip.with({ src: '192.0.2.1', dst: '198.51.100.2' });
const ports = { srcport: 51234, dstport: 50443 };
const sent = (given: Given, ...inside: readonly LayerGiven[]) =>
  decode(build(around, tcp.with({ ...ports, ...given }), ...inside), { linktype: 228 });
const segment = (given: Given, ...inside: readonly LayerGiven[]) =>
  sent(given, ...inside).layer('tcp');
const mss = { name: 'mss', mss_val: 1460 } as const;

describe('what is left out follows from what is there', () => {
  it.each<[string, Given, object]>([
    ['no options', {}, { hdr_len: 20, window_size_value: 65535 }],
    ['an option of 4 bytes', { options: [mss] }, { hdr_len: 24 }],
    ['an option of 3 bytes', { options: [{ name: 'wscale' }] }, { hdr_len: 24 }],
    ['options of 40 bytes', { options: Array(10).fill(mss) }, { hdr_len: 60 }],
  ])('%s', (_, given, expected) => {
    expect(segment(given)?.fields).toMatchObject({ ...expected, checksum_status: 'good' });
  });

  it('takes the port of what it carries', () => {
    const bytes = build(around, tcp.with({ srcport: 40000 }), dnsOverTcp.with({ id: 7 }));
    expect(decode(bytes, { linktype: 228 }).layer('tcp')?.fields.dstport).toBe(53);
  });

  it('does not pad options where the header length is given', () => {
    expect(build(tcp.with({ hdr_len: 20, options: [{ name: 'nop' }] }))).toHaveLength(21);
  });

  it('refuses more options than a header can hold', () => {
    expect(() => build(tcp.with({ options: Array(11).fill(mss) }))).toThrow(FieldError);
  });
});

describe('values', () => {
  it.each([
    ['header length in bytes', 'f', 12, 'hdr_len', 60],
    ['names of ports', '01bb', 2, 'dstport', 443],
    ['the highest number', 'ffffffff', 4, 'seq', 4294967295],
  ])('%s', (_, hex, at, key, value) => {
    const bytes = build(tcp.with(), data.with({ data: '00'.repeat(40) }));
    bytes.set(Buffer.from(hex.padEnd(2, '0'), 'hex'), at);
    expect(decode(bytes, { from: 'tcp' }).layers[0]?.fields[key]).toEqual(value);
  });

  it.each([
    [0x100, 'ae'],
    [0x080, 'cwr'],
    [0x040, 'ece'],
    [0x020, 'urg'],
    [0x010, 'ack'],
    [0x008, 'push'],
    [0x004, 'reset'],
    [0x002, 'syn'],
    [0x001, 'fin'],
  ])('bit %i of the flags is %s', (bit, name) => {
    const { flags } = segment({ flags: bit })?.fields ?? {};
    const set = Object.entries(flags).filter(([, value]) => value === true);
    expect(set).toEqual([[name, true]]);
    expect(flags.res).toBe(0);
  });

  it('takes flags and ports by name', () => {
    expect(segment({ dstport: 'https', flags: ['syn', 'ack'] })?.fields).toMatchObject({
      dstport: 443,
      flags: { syn: true, ack: true, fin: false },
    });
  });
});

describe('checksum', () => {
  const ends = { src: '2001:db8::1', dst: '2001:db8::2' };
  it.each([
    ['IPv4', around],
    ['IPv6', ipv6.with(ends)],
  ])('covers the addresses of %s', (_, outer) => {
    const bytes = build(outer, tcp.with(ports), data.with({ data: '616263' }));
    const linktype = outer === around ? 228 : 229;
    const status = () => decode(bytes, { linktype }).layer('tcp')?.fields.checksum_status;
    expect(status()).toBe('good');
    bytes[15] = (bytes[15] ?? 0) ^ 1;
    expect(status()).toBe('bad');
  });

  it('that holds the pseudo-header alone was left to the network card', () => {
    // Addresses, protocol and a length of 20, folded and not complemented.
    expect(segment({ checksum: 0xec51 })?.fields.checksum_status).toBe('partial');
  });
});

describe('in words', () => {
  it.each<[NonNullable<Given['flags']>, string, string]>([
    [['syn'], 'SYN', 'asks for a connection'],
    [['syn', 'ack'], 'SYN ACK', 'accepts a connection'],
    [['syn', 'ece', 'cwr'], 'SYN ECE CWR', 'asks for a connection, offers ECN'],
    [['syn', 'ece', 'cwr', 'ae'], 'SYN ECE CWR AE', 'asks for a connection, offers accurate ECN'],
    [['push', 'ack'], 'PSH ACK', 'hand the data on at once'],
    [['fin', 'ack'], 'FIN ACK', 'the sender has no more data'],
    [['reset', 'ack'], 'RST ACK', 'breaks the connection off'],
  ])('flags %s', (flags, text, meaning) => {
    const layer = segment({ flags });
    expect(layer?.annotations.find(({ name }) => name === 'flags')).toMatchObject({
      text,
      meaning,
    });
    expect(layer?.summary).toMatch(new RegExp(`^51234 → 50443, ${text} seq 0 `));
  });

  it('the header length tells of options, the window whether there is room', () => {
    const layer = segment({ options: [mss], window_size_value: 0 });
    const meaning = (key: string) => layer?.annotations.find(({ name }) => name === key)?.meaning;
    expect(meaning('hdr_len')).toBe('6 words of 32 bits, 4 bytes of options');
    expect(meaning('window_size_value')).toBe('no room: wait');
  });
});

describe('notes', () => {
  const ack = ['ack'] as const;
  const nop = { name: 'nop' } as const;
  it.each<[string, Given, RegExp]>([
    ['SYN and FIN', { flags: ['syn', 'fin'], options: [mss] }, /SYN and FIN together/],
    ['SYN and RST', { flags: ['syn', 'reset'], options: [mss] }, /SYN beside RST/],
    ['no flag', { flags: 0 }, /no flag is set/],
    ['a Christmas tree', { flags: ['fin', 'push', 'urg'] }, /ACK is missing/],
    ['reserved bits', { flags: { res: 1, ack: true } }, /reserved bits/],
    ['an acknowledgment without ACK', { flags: ['reset'], ack: 1 }, /without the ACK flag/],
    ['an urgent pointer without URG', { flags: ack, urgent_pointer: 1 }, /without the URG flag/],
    ['port 0', { flags: ack, srcport: 0 }, /port 0/],
    ['MSS later', { flags: ack, options: [mss] }, /mss in a segment without SYN/],
    ['window scale later', { flags: ack, options: [{ name: 'wscale' }] }, /wscale in a segment/],
    ['SACK permitted later', { flags: ack, options: [{ name: 'sack_perm' }] }, /sack_perm in a/],
    ['a SYN without MSS', { flags: ['syn'] }, /536/],
    [
      'a window scale above 14',
      { flags: ['syn'], options: [mss, { name: 'wscale', wscale: { shift: 15 } }] },
      /above 14/,
    ],
    [
      'a SACK block that ends before it starts',
      { flags: ack, options: [{ name: 'sack', sack: [{ le: 5, re: 5 }] }] },
      /ends before it starts/,
    ],
    [
      'an echoed timestamp without ACK',
      { flags: ['reset'], options: [{ name: 'timestamp', timestamp: { tsecr: 1 } }] },
      /echoed timestamp/,
    ],
    ['four NOPs', { flags: ack, options: [nop, nop, nop, nop] }, /four NOPs/],
    [
      'padding that is not zero',
      { flags: ack, options: [nop, { name: 'eol', padding: '0100' }] },
      /not zero/,
    ],
  ])('%s', (_, given, text) => {
    expect(sent(given).notes.map((note) => note.text)).toEqual([expect.stringMatching(text)]);
  });

  it.each<[string, Given]>([
    ['a SYN as systems send it', { flags: ['syn'], options: [mss, { name: 'sack_perm' }] }],
    ['a bare reset', { flags: ['reset'] }],
    ['a SACK block around zero', { flags: ack, ack: 0xfffffff0, options: [sackAround()] }],
    ['three NOPs', { flags: ack, options: [nop, nop, nop] }],
    ['urgent data', { flags: ['ack', 'urg'], urgent_pointer: 5 }],
  ])('none on %s', (_, given) => {
    expect(sent(given).notes).toEqual([]);
  });

  function sackAround() {
    return { name: 'sack', sack: [{ le: 0xfffffff0, re: 16 }] } as const;
  }
});

describe('a header that makes no sense', () => {
  it('of less than 20 bytes', () => {
    const packet = sent({ hdr_len: 16, flags: ['ack'] }, data.with({ data: '00010203' }));
    expect(packet.layers.map(({ protocol }) => protocol.name)).toEqual(['ip', 'tcp', 'data']);
    expect(packet.notes[0]?.text).toMatch(/at least 20 bytes/);
  });

  it('longer than the segment', () => {
    const packet = sent({ hdr_len: 60, flags: ['ack'] });
    expect(packet.layer('tcp')?.fields.checksum_status).toBe('unverified');
    expect(packet.notes[0]?.text).toMatch(/header length 60, 20 bytes left/);
  });
});

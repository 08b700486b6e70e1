import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/codec/checksum/crc.js';
import { decode } from '../../src/index.js';
import { complaint, made, madeAll, makerOf } from './made.js';

const ports = (line: string, look = {}) =>
  madeAll(line, look).map((bytes) => {
    const { fields } = decode(bytes).layers[2] as { fields: Record<string, number> };
    return `${fields.srcport}>${fields.dstport}`;
  });

describe('packets', () => {
  it('are crossed, the last field changing quickest', () => {
    expect(ports('udp --sport 1-2 --dport 5,7')).toEqual(['1>5', '1>7', '2>5', '2>7']);
    expect(makerOf('udp --sport 1-9 --dport 1-9 --ttl 1-9').count).toBe(729);
  });

  it('go side by side with zip, as many of each', () => {
    expect(ports('udp --sport 1-3 --dport 5,7,6', { zip: true })).toEqual(['1>5', '2>7', '3>6']);
    expect(complaint(() => makerOf('udp --sport 1-3 --dport 5,7', { zip: true }))).toBe(
      '--zip: udp.srcport has 3 values, udp.dstport has 2 | as many are needed of each',
    );
  });

  it('come so many times, round after round', () => {
    expect(ports('udp --sport 1-2', { times: 2 })).toEqual(['1>9', '2>9', '1>9', '2>9']);
    expect(makerOf('udp', { times: 7 }).count).toBe(7);
  });

  it('take values at random that follow from the seed', () => {
    const look = { random: ['sport', 'ip.id'], times: 20 };
    expect(ports('udp', { ...look, seed: 5 })).toEqual(ports('udp', { ...look, seed: 5 }));
    expect(ports('udp', { ...look, seed: 5 })).not.toEqual(ports('udp', { ...look, seed: 6 }));
    expect(new Set(ports('udp', look)).size).toBeGreaterThan(15);
    expect(complaint(() => makerOf('udp', { random: ['tcp.seq'] }))).toBe(
      '--random tcp.seq: no layer here has this field',
    );
    expect(complaint(() => makerOf('tcp', { random: ['tcp-options'] }))).toBe(
      '--random tcp-options: no number, address or flag',
    );
    expect(complaint(() => makerOf('udp', { random: ['fob'] }))).toMatch(
      /^--random fob: no field is called so/,
    );
  });

  it('do not depend on the order in which they are made', () => {
    const maker = makerOf('udp --sport 1-9 --dst 10.0.0.0/30', { random: ['ip.id'] });
    const forward = Array.from({ length: 36 }, (_, i) => maker.packet(i).slice());
    for (const i of [35, 0, 17, 3]) expect(maker.packet(i)).toEqual(forward[i]);
  });

  it('have right checksums in all that a range makes', () => {
    for (const bytes of madeAll('udp --sport 1-9 --dst 10.0.0.0/29 raw abc')) {
      const { layers, notes } = decode(bytes);
      expect(notes).toEqual([]);
      expect(layers[1]?.fields.checksum_status).toBe('good');
      expect(layers[2]?.fields.checksum_status).toBe('good');
    }
  });
});

describe('frames', () => {
  it('are padded to 60 bytes with zeros, without the check sequence', () => {
    expect(made('udp', { pad: true })).toHaveLength(60);
    expect([...made('udp', { pad: true }).subarray(42)]).toEqual(Array(18).fill(0));
    expect(made('udp', { pad: true, fcs: true })).toHaveLength(64);
    expect(made(`udp raw ${'x'.repeat(60)}`, { pad: true })).toHaveLength(102);
  });

  it('have a check sequence, least byte first', () => {
    const bytes = made('udp', { fcs: true });
    const sum = new DataView(bytes.buffer).getUint32(42, true);
    expect(sum).toBe(crc32(bytes, 0, 42));
  });
});

describe('checksums that are to be wrong', () => {
  const status = (line: string, bad: readonly string[]) =>
    decode(made(line, { bad })).layers.flatMap(({ protocol, fields }) =>
      fields.checksum_status === undefined ? [] : `${protocol.name} ${fields.checksum_status}`,
    );

  it.each([
    ['tcp --syn', 'tcp', ['ip good', 'tcp bad']],
    ['tcp --syn', 'ip', ['ip bad', 'tcp good']],
    ['tcp --syn', 'all', ['ip bad', 'tcp bad']],
    ['udp raw a', 'udp', ['ip good', 'udp bad']],
    ['icmp', 'icmp', ['ip good', 'icmp bad']],
    ['icmpv6', 'icmpv6', ['icmpv6 bad']],
    ['igmp', 'igmp', ['ip good', 'igmp bad']],
    ['sctp', 'sctp', ['ip good', 'sctp bad']],
    ['dccp', 'dccp', ['ip good', 'dccp bad']],
    ['udplite raw a', 'udplite', ['ip good', 'udplite bad']],
    ['ip ip udp raw a', 'udp', ['ip good', 'ip good', 'udp bad']],
  ])('%s: %s', (line, bad, expected) => {
    expect(status(line, [bad])).toEqual(expected);
  });

  it('leave the sums around them right', () => {
    const { layers } = decode(made('gre flags.checksum / ip / udp raw a', { bad: ['udp', 'ip'] }));
    const all = layers.map(({ protocol, fields }) => [protocol.name, fields.checksum_status]);
    expect(all).toEqual([
      ['eth', undefined],
      ['ip', 'bad'],
      ['gre', 'good'],
      ['ip', 'bad'],
      ['udp', 'bad'],
      ['data', undefined],
    ]);
  });

  it('are never 0, which says that there is none', () => {
    // The port by which the right sum becomes what it would be spoilt with.
    const right = new DataView(made('udp --sport 0 raw aa').buffer).getUint16(40);
    const bytes = made(`udp --sport ${(right - 0x0bad + 0xffff) % 0xffff} raw aa`);
    expect(new DataView(bytes.buffer).getUint16(40)).toBe(0x0bad);
    const spoilt = made(`udp --sport ${(right - 0x0bad + 0xffff) % 0xffff} raw aa`, {
      bad: ['udp'],
    });
    expect(new DataView(spoilt.buffer).getUint16(40)).toBe(0x0bac);
  });

  it('need a layer that has one', () => {
    expect(complaint(() => made('udp', { bad: ['tcp'] }))).toBe(
      '--bad-checksum tcp: here ip, udp have a checksum',
    );
    expect(complaint(() => made('arp', { bad: ['all'] }))).toBe(
      '--bad-checksum all: no layer here has a checksum',
    );
  });

  it('say what follows from too much payload', () => {
    expect(complaint(() => made(`udp hex ${'00'.repeat(65508)}`))).toBe(
      'ip.len: 65536 does not fit 16 bits (0 to 65535) | ' +
        'it follows from what is carried, and that is too much',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/index.js';
import { compare, type Outcome } from './compare.js';
import { ownFields } from './own.js';
import type { PeerField, PeerPacket } from './tshark.js';
import { sameValue } from './values.js';

const packet = decode(
  encode({
    layers: [
      { protocol: 'eth', fields: { src: '02:00:00:00:00:01', dst: '02:00:00:00:00:02' } },
      { protocol: 'ip', fields: { src: '192.0.2.1', dst: '198.51.100.2' } },
      { protocol: 'udp', fields: { srcport: 1, dstport: 2 } },
      { protocol: 'data', fields: { data: 'abcdef' } },
    ],
  }),
);

const field = (name: string, pos: number, show: string, value = '', size = 1): PeerField => ({
  name,
  pos,
  size,
  show,
  value,
  unmasked: '',
  hidden: false,
  container: false,
});

/** A peer that says what we say, but for some fields. */
function peerWith(
  change: (fields: PeerField[]) => PeerField[],
  look: Partial<PeerPacket> = {},
): PeerPacket {
  const fields = [...ownFields(packet)].map(({ name, pos = 0, value }) => {
    const verdict = name.endsWith('.status') ? '1' : undefined;
    const scaled = name === 'ip.frag_offset' ? '0' : undefined;
    const show = verdict ?? scaled ?? (typeof value === 'boolean' ? '0' : String(value));
    return name === 'data.data' ? field(name, pos, show, show, 3) : field(name, pos, show, '00');
  });
  return {
    number: 1,
    len: 45,
    caplen: 45,
    protocols: [],
    remarks: [],
    malformed: false,
    fields: change(fields),
    ...look,
  };
}

const outcomes = (peer: PeerPacket): [Outcome, string][] =>
  compare(packet, peer)
    .filter(({ outcome }) => outcome !== 'agree')
    .map(({ outcome, name }) => [outcome, name]);

const without = (name: string) => (fields: PeerField[]) => fields.filter((f) => f.name !== name);

describe('the comparison itself', () => {
  it('agrees with a peer that says the same', () => {
    expect(outcomes(peerWith((fields) => fields))).toEqual([]);
  });

  it('finds another value', () => {
    const other = peerWith((fields) =>
      fields.map((f) => (f.name === 'ip.ttl' ? { ...f, show: '63' } : f)),
    );
    expect(outcomes(other)).toEqual([['differ', 'ip.ttl']]);
  });

  it('finds a field that only one of them has', () => {
    expect(outcomes(peerWith(without('udp.length')))).toEqual([['ours', 'udp.length']]);
    const more = peerWith((fields) => [...fields, field('udp.more', 40, '7', '07')]);
    expect(outcomes(more)).toEqual([['theirs', 'udp.more']]);
  });

  it('lets a peer off where it gave up', () => {
    const gaveUp = peerWith(without('udp.length'), { malformed: true });
    expect(outcomes(gaveUp)).toEqual([['beyond', 'udp.length']]);
  });

  it('tells data that should be decoded from data that need not be', () => {
    const as = (name: string) =>
      peerWith((fields) => [...without('data.data')(fields), field(name, 42, '1', 'ab')]);
    expect(outcomes(as('sctp.srcport'))).toEqual([['undecoded', 'sctp']]);
    expect(outcomes(as('http.request'))).toEqual([['other', 'data.data']]);
  });

  it.each([
    [true, '1', '', true],
    [true, '0', '', false],
    [2048, '0x0800', '', true],
    [2048, '0x0801', '', false],
    ['18446744073709551615', '18446744073709551615', '', true],
    ['02:00:00:00:00:01', '02:00:00:00:00:01', '', true],
    ['2001:db8::1', '2001:db8:0:0::1', '', true],
    ['2001:db8::1', '2001:db8::2', '', false],
    ['::192.0.2.1', '::c000:201', '', true],
    ['abcdef', 'ab:cd:ef', '', true],
    ['abcdef', 'ab:cd:ee', '', false],
    ['text', 'text', '', true],
    ['text', 'test', '', false],
    [null, '', '', false],
  ])('compares %j with %j: %j', (ours, show, value, same) => {
    expect(sameValue(ours, field('x.y', 0, show, value))).toBe(same);
  });

  it.each([
    ['good', '1', true],
    ['bad', '0', true],
    ['bad', '4', true],
    ['absent', '3', true],
    ['unverified', '2', true],
    ['good', '0', false],
    ['partial', '0', false],
  ])('compares the verdict %j with %j: %j', (ours, show, same) => {
    expect(sameValue(ours, field('tcp.checksum.status', 0, show))).toBe(same);
  });
});

import { describe, expect, it } from 'vitest';
import { View } from '../../../src/codec/view.js';
import { bytesSource } from '../../../src/input/source.js';
import { catalog } from '../../../src/protocols/index.js';
import { packetsIn, reader } from './reading.js';

const json = (...layers: readonly object[]): string => JSON.stringify({ layers });

/** What is said of values that are kept though they are wrong. */
function warnings(text: string, fix = false): string[] {
  const found: string[] = [];
  packetsIn(text, { fix, warn: (one) => found.push(one) });
  return found;
}

/** Of the first packet: where it is put in a capture. */
function frameOf(text: string) {
  const view = new View(catalog);
  const packets = reader(bytesSource(Buffer.from(text)));
  packets.next(view);
  const { linktype, first, timed, seconds, nanoseconds, len, more } = view;
  return { number: packets.number, linktype, first, timed, seconds, nanoseconds, len, more };
}

const ip = (fields: object) => ({ protocol: 'ip', fields });
const udp = (fields: object) => ({ protocol: 'udp', fields });

describe('values', () => {
  const addresses = { src: '192.0.2.1', dst: '198.51.100.2' };
  const right = '4500001c0000000040118ea2c0000201c633640200350035000877';

  it('that are left out are computed, names are read', () => {
    const [hex] = packetsIn(json(ip(addresses), udp({ srcport: 'domain', dstport: 53 })));
    expect(hex?.startsWith('4500001c00000000401192')).toBe(false);
    expect(hex?.slice(0, 20)).toBe(right.slice(0, 20));
    expect(warnings(json(ip(addresses), udp({ dstport: 53 })))).toEqual([]);
  });

  it('that are given are kept, however wrong, and a warning says what they should be', () => {
    const wrong = json(
      ip({ ...addresses, len: 7, proto: 6, checksum: 1 }),
      udp({ srcport: 53, dstport: 53, length: 9, checksum: 0xdead }),
    );
    const [hex = ''] = packetsIn(wrong);
    expect([hex.slice(4, 8), hex.slice(18, 20), hex.slice(20, 24)]).toEqual(['0007', '06', '0001']);
    expect(warnings(wrong).map((text) => text.replace(/\d+ would/, 'N would'))).toEqual([
      'packet 1, layers[0].fields.len (ip): 7 is kept, N would be right',
      'packet 1, layers[0].fields.proto (ip): 6 is kept, N would be right',
      'packet 1, layers[1].fields.length (udp): 9 is kept, N would be right',
      'packet 1, layers[1].fields.checksum (udp): 57005 is kept, N would be right',
      'packet 1, layers[0].fields.checksum (ip): 1 is kept, N would be right',
    ]);
    const free = json(ip(addresses), udp({ srcport: 53, dstport: 53 }));
    expect(packetsIn(wrong, { fix: true })).toEqual(packetsIn(free));
    expect(warnings(wrong, true)).toEqual([]);
  });

  it('of what was cut off are not judged, but those of the header are', () => {
    const frame = { len: 100, caplen: 28 };
    const layers = [ip({ ...addresses, len: 100, checksum: 1 }), udp({ length: 80, checksum: 2 })];
    expect(warnings(JSON.stringify({ frame, layers }))).toEqual([
      expect.stringMatching(/^packet 1, layers\[0\]\.fields\.checksum \(ip\): 1 is kept, /),
    ]);
  });

  it('that decode adds are ignored', () => {
    const more = { offset: 99, length: 99, annotations: [{ name: 'x' }] };
    const fields = { ...addresses, checksum_status: 'bad', checksum_expected: 1, ttl_status: 7 };
    const noted = { layers: [{ ...ip(fields), ...more }], notes: [{ text: 'x' }] };
    expect(packetsIn(JSON.stringify(noted))).toEqual(packetsIn(json(ip(addresses))));
  });

  it('over 2^53 are text', () => {
    const ext = { protocol: 'ip', fields: { ...addresses, id: '0xabcd', ttl: '0b11' } };
    expect(packetsIn(json(ext))[0]?.slice(8, 18)).toBe('abcd000003');
  });
});

describe('a frame', () => {
  const none = { number: 1, timed: false, seconds: 0, nanoseconds: 0, more: undefined };

  it('that is left out is known by the first layer', () => {
    expect(frameOf(json(ip({})))).toMatchObject({ ...none, linktype: 228, first: undefined });
    expect(frameOf(json({ protocol: 'eth' }))).toMatchObject({ ...none, linktype: 1, len: 14 });
    expect(frameOf(json({ protocol: 'sll', fields: { ifindex: 1 } })).linktype).toBe(276);
    expect(frameOf(json(udp({})))).toMatchObject({ linktype: undefined, first: 'udp' });
  });

  it('is written by people too', () => {
    const written = (frame: object) => frameOf(JSON.stringify({ frame, layers: [ip({})] }));
    expect(written({ time: '2024-01-01T00:00:00.5Z', linktype: 'raw', number: 9 })).toMatchObject({
      ...{ timed: true, seconds: 1_704_067_200, nanoseconds: 500_000_000 },
      ...{ linktype: 101, number: 9, first: 'ip' },
    });
    expect(written({ time: 1_700_000_000.5 })).toMatchObject({
      ...{ timed: true, seconds: 1_700_000_000, nanoseconds: 500_000_000 },
    });
  });

  it('keeps what was cut off, however long the packet has become', () => {
    const written = (frame: object) => frameOf(JSON.stringify({ frame, layers: [ip({})] })).len;
    expect(written({ len: 60, caplen: 60 })).toBe(20);
    expect(written({ len: 60, caplen: 40 })).toBe(40);
    expect(written({ len: 60 })).toBe(60);
    expect(written({ len: 10 })).toBe(20);
  });
});

describe("tshark's JSON", () => {
  const hex = '4500001400000000400066e4c0000201c6336402';
  const said = {
    'frame.encap_type': '7',
    'frame.time_epoch': '1700000000.123456789',
    'frame.len': '60',
    'frame.interface_id_tree': { 'frame.interface_name': 'eth0' },
  };
  const comment = { 'frame.comment': 'strange' };
  const expected = {
    ...{ linktype: 101, timed: true, seconds: 1_700_000_000, nanoseconds: 123_456_789, len: 60 },
    more: { interface: 'eth0', comments: ['strange'] },
  };

  it('is read by its bytes: -T json -x', () => {
    const layers = { frame_raw: [hex, 0, 20, 0, 1], frame: said, pkt_comment: comment };
    const text = JSON.stringify([{ _index: 'x', _source: { layers } }]);
    expect(packetsIn(text)).toEqual([hex]);
    expect(frameOf(text)).toMatchObject(expected);
  });

  it('is read by its bytes: -T ek -x', () => {
    const frame = {
      frame_frame_encap_type: '7',
      frame_frame_time_epoch: ['1700000000.123456789'],
      frame_frame_len: '60',
    };
    const index = '{"index":{"_index":"packets","_type":"doc"}}';
    const line = JSON.stringify({ timestamp: '1', layers: { frame_raw: hex, frame } });
    const text = `${index}\n${line}\n${index}\n${line}\n`;
    expect(packetsIn(text)).toEqual([hex, hex]);
    expect(frameOf(text)).toMatchObject({ ...expected, more: undefined });
  });

  it('repeats its keys', () => {
    const text = `{"_source":{"layers":{"frame_raw":["${hex}"],"ip":{"ip.addr":1,"ip.addr":2}}}}`;
    expect(packetsIn(text)).toEqual([hex]);
    expect(frameOf(text).linktype).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { recordsOf } from '../../../src/input/capture/open.js';
import type { Records } from '../../../src/input/capture/records.js';
import { emptySlot } from '../../../src/input/capture/slot.js';
import { readCapture } from '../../../src/input/capture.js';
import { read } from '../../output/capture/packets.js';
import { join, PACKET, pad, writer } from './blocks.js';

const MICROSECONDS = 1_700_000_000_123_456n;
const { u16, u32, i64, option, block, section, device, enhanced } = writer(true);

describe('pcapng', () => {
  for (const little of [true, false]) {
    it(`reads enhanced packets, ${little ? 'little' : 'big'} endian`, () => {
      const w = writer(little);
      const file = join(w.section(), w.device(113), w.enhanced(0, MICROSECONDS, 60));
      const capture = readCapture(file);
      expect(capture.format).toBe('pcapng');
      expect([...capture]).toEqual([
        {
          number: 1,
          time: '1700000000.123456000',
          bytes: PACKET,
          len: 60,
          caplen: 5,
          linktype: 113,
        },
      ]);
      expect(capture.damage).toBeUndefined();
    });
  }

  it('reads the resolution and the offset of an interface', () => {
    const nanoseconds = option(9, Uint8Array.of(9));
    const binary = option(9, Uint8Array.of(0x80 | 20));
    const coarse = option(9, Uint8Array.of(0));
    const later = option(14, i64(-10n));
    const file = join(
      section(),
      device(1, 0, option(2, Uint8Array.of(0x65)), nanoseconds, later, u32(0)),
      device(1, 0, binary),
      device(1, 0, coarse),
      enhanced(0, 1_700_000_010_000_000_007n),
      enhanced(1, (5n << 20n) | (1n << 19n)),
      enhanced(2, 42n),
    );
    expect([...readCapture(file)].map((frame) => frame.time)).toEqual([
      '1700000000.000000007',
      '5.500000000',
      '42.000000000',
    ]);
  });

  it('keeps interfaces apart, and forgets them with their section', () => {
    const other = writer(false);
    const file = join(
      section(),
      device(1),
      device(101),
      enhanced(1, 0n),
      enhanced(0, 0n),
      other.section(),
      other.device(276),
      other.enhanced(0, 0n),
    );
    const frames = [...readCapture(file)];
    expect(frames.map((frame) => frame.linktype)).toEqual([101, 1, 276]);
    expect(frames.map((frame) => frame.number)).toEqual([1, 2, 3]);
  });

  it('reads simple packets, which have no time and end at the limit', () => {
    const file = join(section(), device(1, 3), block(3, u32(60), PACKET.subarray(0, 3)));
    expect([...readCapture(file)]).toEqual([
      { number: 1, bytes: PACKET.subarray(0, 3), len: 60, caplen: 3, linktype: 1 },
    ]);
  });

  it('reads the packet block that the enhanced one replaced', () => {
    const old = block(2, u16(0, 7), u32(0, 1_000_000, 5, 60), pad(PACKET));
    expect([...readCapture(join(section(), device(), old))]).toMatchObject([
      { time: '1.000000000', bytes: PACKET, len: 60 },
    ]);
  });

  it('passes over blocks that hold no packet', () => {
    const names = block(4, u16(1, 4), u32(0x7f000001));
    const custom = block(0x0bad, u32(1, 2, 3));
    const file = join(section(), device(), names, custom, block(5), enhanced(0, 0n));
    expect([...readCapture(file)]).toHaveLength(1);
  });

  it('names the interface, the direction and the comments of a packet', () => {
    const flags = option(2, u32(2));
    const comments = [option(1, Buffer.from('one')), option(1, Buffer.from('two ✓'))];
    const named = device(1, 0, option(2, Buffer.from('eth0')));
    const own = block(6, u32(0, 0, 0, 5, 5), pad(PACKET), ...comments, flags, u32(0));
    const records = recordsOf(join(section(), named, own, enhanced(0, 0n)));
    const slot = emptySlot();
    expect(records?.next(slot)).toBe(true);
    expect(slot.more).toEqual({ interface: 'eth0', direction: 'out', comments: ['one', 'two ✓'] });
    expect(records?.next(slot)).toBe(true);
    expect(slot.more).toEqual({ interface: 'eth0' });
  });

  it.each([
    ['bits, as the draft has it', 32, 4],
    ['bytes, as some have it', 4, 4],
    ['none', 0, 0],
  ])('tells how long check sequences are, in %s', (_, value, fcs) => {
    const told = device(1, 0, option(13, Uint8Array.of(value)));
    // A packet's own flags come before what its interface says; 0 there says nothing.
    const flagged = (flags: number) =>
      block(6, u32(0, 0, 0, 5, 5), pad(PACKET), option(2, u32(flags)), u32(0));
    const file = join(section(), told, enhanced(0, 0n), flagged(1), flagged((6 << 5) | 2));
    expect(read(file).packets.map(({ more }) => more)).toEqual([
      { fcs },
      { fcs, direction: 'in' },
      { fcs: 6, direction: 'out' },
    ]);
  });

  it('hands on what is no packet where it stands, and says where packets stand', () => {
    const names = block(4, u16(1, 4), u32(0x7f000001));
    const unknown = block(0x0bad, u32(1, 2, 3));
    const parts = [section(), device(), names, enhanced(0, 0n), unknown, enhanced(0, 1n), names];
    const records = recordsOf(join(...parts)) as Records;
    const found: Uint8Array[] = [];
    records.follow({
      block: (bytes, from, to) => found.push(bytes.slice(from, to)),
      moves() {},
    });
    for (const slot = emptySlot(); records.next(slot); ) {
      found.push(records.bytes.slice(records.from, records.to));
    }
    expect(found).toEqual(parts);
  });

  it('goes on behind a packet that makes no sense', () => {
    const lost = enhanced(7, 0n);
    const lying = block(6, u32(0, 0, 0, 100, 100), pad(PACKET));
    const parts = [section(), device(), lost, lying, block(6, u32(0)), enhanced(0, 0n)];
    const capture = readCapture(join(...parts));
    expect([...capture].map(({ caplen }) => caplen)).toEqual([8, 5]);
    expect(capture.damage).toEqual({
      offset: 28 + 20 + 8,
      text: 'a packet of interface 7, and 1 are declared',
    });
  });

  it('passes over a section of another version', () => {
    const file = join(section(2), device(), enhanced(0, 0n), section(), device(9), enhanced(0, 0n));
    const capture = readCapture(file);
    expect([...capture].map(({ linktype }) => linktype)).toEqual([9]);
    expect(capture.damage?.text).toContain('version 2');
  });

  describe('where it is damaged', () => {
    const damaged = (...parts: readonly Uint8Array[]) => {
      const capture = readCapture(join(section(), device(), enhanced(0, 0n), ...parts));
      return { frames: [...capture], damage: capture.damage?.text };
    };
    const whole = enhanced(0, 0n);

    it('gives a cut packet as far as it goes', () => {
      const { frames, damage } = damaged(whole.subarray(0, 31));
      expect(frames.map((frame) => frame.caplen)).toEqual([5, 3]);
      expect(damage).toBe('a block of 40 bytes, the file has 31');
    });

    it('ends inside a cut header', () => {
      expect(damaged(whole.subarray(0, 8)).damage).toContain('inside the header of a block');
      expect(damaged(whole.subarray(0, 20))).toMatchObject({ frames: { length: 1 } });
    });

    it('stops at lengths that cannot be', () => {
      for (const length of [0, 8, 13, 0xffff_ffff]) {
        const { frames, damage } = damaged(u32(6, length, 0, 0), whole);
        expect(frames).toHaveLength(1);
        expect(damage).toBe(`a block of type 6 gives its length as ${length}`);
      }
    });

    it('stops where the two lengths of a block differ', () => {
      const wrong = Uint8Array.from(whole);
      wrong[wrong.length - 4] = 44;
      const { frames, damage } = damaged(wrong, whole);
      expect(frames).toHaveLength(2);
      expect(damage).toContain('two lengths differ');
    });

    it('gives no more of a packet than its block holds', () => {
      const lying = block(6, u32(0, 0, 0, 100, 100), pad(PACKET));
      const { frames, damage } = damaged(lying);
      expect(frames[1]?.caplen).toBe(8);
      expect(damage).toBe('a packet promises 100 bytes, its block has room for 8');
    });

    it('keeps a packet and an interface whose options promise too much, and tells it', () => {
      const long = join(u16(1, 500), u32(0));
      const packet = block(6, u32(0, 0, 0, 5, 5), pad(PACKET), long);
      const told = 'an option promises 500 bytes, its block has room for 4';
      expect(damaged(packet, whole)).toMatchObject({ frames: { length: 3 }, damage: told });
      const odd = block(1, u16(1, 0), u32(0), long);
      expect(damaged(odd, whole)).toMatchObject({ frames: { length: 2 }, damage: told });
    });

    it('stops at a packet block without room for its own fields', () => {
      expect(damaged(block(6, u32(0))).damage).toContain('too short');
      expect(damaged(block(3)).damage).toContain('too short');
    });

    it('stops at a packet of no interface', () => {
      expect(damaged(enhanced(3, 0n)).damage).toBe('a packet of interface 3, and 1 are declared');
      const capture = readCapture(join(section(), block(3, u32(5), PACKET)));
      expect([...capture]).toEqual([]);
      expect(capture.damage?.text).toBe('a packet before any interface');
    });

    it('stops at a section that it cannot read', () => {
      expect(damaged(section(2)).damage).toBe('a section of version 2, only 1 is known');
      const blank = section();
      blank.fill(0, 8, 12);
      expect(damaged(blank).damage).toBe('a section without the byte-order magic');
    });

    it('reads an interface whose options run over', () => {
      const long = device(1, 0, u16(9, 200), u32(0));
      expect([...readCapture(join(section(), long, enhanced(0, 0n)))]).toHaveLength(1);
    });
  });

  it('ends for every cut and every flipped byte of a file', () => {
    const last = enhanced(0, 0n);
    const file = join(section(), device(1, 3), enhanced(0, 0n), block(3, u32(60), PACKET), last);
    for (let at = 12; at < file.length; at++) {
      const cut = readCapture(file.subarray(0, at));
      expect([...cut].length).toBeLessThanOrEqual(3);
      const flipped = Uint8Array.from(file);
      flipped[at] = ~(flipped[at] as number) & 0xff;
      expect([...readCapture(flipped)].length).toBeLessThanOrEqual(3);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/codec/checksum/crc.js';
import {
  type Addresses,
  frameCheck,
  internet,
  type Seal,
  type Sealed,
  sctpChecksum,
} from '../../../src/codec/checksum/seal.js';
import { fromHex } from '../toy.js';

/** A UDP datagram of RFC 768 with ports 1 and 2; the checksum stands at byte 6. */
const udp = fromHex('0001 0002 000a 0000 6162');
const v4: Addresses = { bytes: fromHex('c0000201 c6336402'), size: 4, src: 0, dst: 4 };
const apart: Addresses = { bytes: fromHex('c6336402 ffff c0000201'), size: 4, src: 6, dst: 0 };
const v6: Addresses = {
  bytes: fromHex('20010db8000000000000000000000001 20010db8000000000000000000000002'),
  size: 16,
  src: 0,
  dst: 16,
};

function sealed(bytes: Uint8Array, at: number, addresses?: Addresses): Sealed {
  return { bytes, start: 0, body: bytes.length - 2, end: bytes.length, at, addresses };
}

function stored(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const b = bytes.slice();
  b[at] = value >> 8;
  b[at + 1] = value;
  return b;
}

/** What `holds` says once the seal's own value stands there, and once another does. */
function heldBy(seal: Seal, bytes: Uint8Array, at: number, addresses?: Addresses): boolean[] {
  const value = seal.compute(sealed(bytes, at, addresses));
  return [value, value ^ 1, value ^ 0x8000].map((one) =>
    seal.holds(sealed(stored(bytes, at, one), at, addresses), one),
  );
}

describe('the Internet checksum', () => {
  it('of a header leaves the payload out', () => {
    const seal = internet({ over: 'header' });
    const b = fromHex('45000073000040004011 0000 c0a80001c0a800c7 ffff');
    expect(seal.header).toBe(true);
    expect(seal.compute(sealed(b, 10))).toBe(0xb861);
  });

  it.each([
    // As Scapy builds them.
    ['IPv4', v4, 0xb23d],
    ['IPv4, addresses apart', apart, 0xb23d],
    ['IPv6', v6, 0x4300],
  ])('covers a pseudo-header of %s', (_, addresses, sum) => {
    const seal = internet({ pseudo: 17, optional: true });
    expect(seal.compute(sealed(udp, 6, addresses)).toString(16)).toBe(sum.toString(16));
    expect(heldBy(seal, udp, 6, addresses)).toEqual([true, false, false]);
  });

  it('does not look at what stands in its own place', () => {
    const seal = internet({ pseudo: 17 });
    const other = stored(udp, 6, 0xbeef);
    expect(seal.compute(sealed(other, 6, v4))).toBe(seal.compute(sealed(udp, 6, v4)));
  });

  it('ends where `cover` says, and the pseudo-header still tells the whole length', () => {
    const seal = internet({ pseudo: 136, cover: (_, start) => start + 8 });
    const more = Uint8Array.from([...udp, 1, 2, 3]);
    const changed = Uint8Array.from([...udp, 9, 9, 9]);
    const value = seal.compute(sealed(more, 6, v4));
    expect(seal.compute(sealed(changed, 6, v4))).toBe(value);
    expect(seal.compute(sealed(Uint8Array.from([...more, 0]), 6, v4))).not.toBe(value);
    expect(heldBy(seal, more, 6, v4)).toEqual([true, false, false]);
  });

  it('counts a last odd byte as the high half of a word', () => {
    const seal = internet();
    expect(seal.compute(sealed(fromHex('0000 01'), 0))).toBe(0xfeff);
    expect(heldBy(seal, fromHex('0000 01'), 0)).toEqual([true, false, false]);
  });

  it('takes 0x0000 for 0xffff: both are zero (RFC 1624, 3)', () => {
    const seal = internet();
    const b = fromHex('0000 ffff');
    expect(seal.compute(sealed(b, 0))).toBe(0);
    expect(seal.holds(sealed(b, 0), 0)).toBe(true);
    expect(seal.holds(sealed(stored(b, 0, 0xffff), 0), 0xffff)).toBe(true);
  });

  describe('where it is optional', () => {
    const seal = internet({ pseudo: 17, optional: true });
    // The last word makes the sum 0xffff, so the checksum comes out as zero.
    const zero = stored(udp, 8, (0x6162 + 0xb23d) % 0xffff);

    it('is sent as 0xffff when it comes out as zero (RFC 768)', () => {
      expect(internet({ pseudo: 17 }).compute(sealed(zero, 6, v4))).toBe(0);
      expect(seal.compute(sealed(zero, 6, v4))).toBe(0xffff);
      expect(seal.holds(sealed(stored(zero, 6, 0xffff), 6, v4), 0xffff)).toBe(true);
      expect(seal.holds(sealed(zero, 6, v4), 0)).toBe(false);
    });

    it('is absent where it is zero, but not over IPv6 (RFC 8200, 8.1)', () => {
      expect(seal.absent(sealed(udp, 6, v4), 0)).toBe(true);
      expect(seal.absent(sealed(udp, 6), 0)).toBe(true);
      expect(seal.absent(sealed(udp, 6, v6), 0)).toBe(false);
      expect(seal.absent(sealed(udp, 6, v4), 1)).toBe(false);
      expect(internet().absent(sealed(udp, 6, v4), 0)).toBe(false);
    });
  });

  it('knows what offload leaves: the sum of the pseudo-header, not inverted', () => {
    const seal = internet({ pseudo: 17 });
    expect(seal.partial?.(sealed(udp, 6, v4))).toBe(0xec52);
    expect(internet().partial).toBeUndefined();
  });
});

describe('CRCs', () => {
  it('SCTP: over all with the field as zero, low byte first (RFC 9260, appendix A)', () => {
    // The common header of Scapy's SCTP(sport=1, dport=2, tag=0).
    const b = fromHex('0001 0002 00000000 00000000');
    const value = sctpChecksum.compute(sealed(b, 8));
    expect(value).toBe(0xfd988051);
    const other = b.slice();
    other.fill(0xff, 8);
    expect(sctpChecksum.compute(sealed(other, 8))).toBe(value);
    expect(sctpChecksum.holds(sealed(b, 8), value)).toBe(true);
    expect(sctpChecksum.holds(sealed(b, 8), value ^ 1)).toBe(false);
    expect(sctpChecksum.absent(sealed(b, 8), 0)).toBe(false);
  });

  it('the frame check sequence: over all before it; the residue of the whole is the known one', () => {
    const frame = new TextEncoder().encode('123456789....');
    const value = frameCheck.compute(sealed(frame, 9));
    expect(value).toBe(0x2639f4cb);
    const whole = Uint8Array.from([...frame.subarray(0, 9), 0x26, 0x39, 0xf4, 0xcb]);
    // IEEE 802.3, 3.2.9: whoever runs over the sequence too always ends at the same value.
    expect(crc32(whole)).toBe(0x2144df1c);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/codec/checksum/internet.js';
import { allFixtures } from '../../fixtures.js';
import { decoded, edited, editing, fromHex, SYN, toHex, verdicts } from './editing.js';

const fixtures = allFixtures();
const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
const put = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
};
const IP_SUM = 24;
const TCP_SUM = 50;

describe('what depends on an edit', () => {
  it('is as wrong afterwards as it was before', async () => {
    const right = await edited(SYN, 1, { set: ['ip.src=203.0.113.7', 'tcp.seq=77'] });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 0xfffe }), async (error) => {
        const bytes = SYN.slice();
        for (const at of [IP_SUM, TCP_SUM]) put(bytes, at, fold(word(bytes, at) + error));
        const { slowly, quickly } = await editing({ set: ['ip.src=203.0.113.7', 'tcp.seq=77'] });
        for (const after of [slowly(bytes, 1).bytes, quickly(bytes, 1).bytes]) {
          for (const at of [IP_SUM, TCP_SUM]) {
            // Equal as one's complement numbers, of which 0 has two.
            const moved = fold(word(right.bytes, at) + error) % 0xffff;
            expect(word(after, at) % 0xffff).toBe(moved);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the zero that it had where nothing changed in sum', async () => {
    const bytes = SYN.slice();
    put(bytes, IP_SUM, 0xffff);
    const set = ['ip.src=198.51.100.2', 'ip.dst=192.0.2.1'];
    const { slowly, quickly } = await editing({ set });
    expect(word(slowly(bytes, 1).bytes, IP_SUM)).toBe(0xffff);
    expect(word(quickly(bytes, 1).bytes, IP_SUM)).toBe(0xffff);
  });

  it('is right afterwards if it was right, whatever fixed field was set', async () => {
    const names = ['ip.ttl+=7', 'ip.src=198.18.0.9', 'tcp.ack^=1', 'udp.srcport=9', 'icmp.code=1'];
    const more = ['ipv6.hlim=3', 'ipv6.dst=2001:db8::7', 'eth.src=02:00:00:00:00:77', 'ip.id=5'];
    const { slowly, quickly } = await editing({ set: [...names, ...more] });
    for (const { bytes, linktype, file, name } of fixtures) {
      const before = decoded(bytes, linktype);
      const was = verdicts(before);
      const { bytes: after } = slowly(bytes, linktype);
      // Addresses of a routed packet are not those of its sum; fields that choose others apart.
      if (decoded(after, linktype).layers.length !== before.layers.length) continue;
      expect(verdicts(decoded(after, linktype)), `${file} ${name}`).toEqual(was);
      const quick = quickly(bytes, linktype);
      if (quick.done !== undefined) expect(toHex(quick.bytes)).toBe(toHex(after));
    }
  });

  it('follows into a fragment, and a packet that was cut: a translator knows no more', async () => {
    const whole = await edited(SYN, 1, { set: ['ip.dst=192.0.2.200', 'tcp.dstport=80'] });
    for (const size of [54, 60, 73]) {
      const cut = SYN.slice(0, size);
      const { bytes } = await edited(cut, 1, { set: ['ip.dst=192.0.2.200', 'tcp.dstport=80'] });
      expect(toHex(bytes)).toBe(toHex(whole.bytes.slice(0, size)));
    }
  });

  it('leaves a sum that is not there, and moves what offload left', async () => {
    const udp = fromHex(
      `4500002000010000401166a8c0000201c633640200350035000c0000${'61626364'.padEnd(8, '0')}`,
    );
    const without = await edited(udp, 228, { set: ['udp.dstport=99'] });
    expect(word(without.bytes, 26)).toBe(0);
    // The pseudo-header's sum alone: addresses move it, ports do not.
    const offload = SYN.slice();
    const pseudo = [26, 28, 30, 32].reduce((sum, at) => sum + word(SYN, at), 6 + 40);
    put(offload, TCP_SUM, fold(pseudo));
    const port = await edited(offload, 1, { set: ['tcp.dstport=99'] });
    expect(word(port.bytes, TCP_SUM)).toBe(fold(pseudo));
    const address = await edited(offload, 1, { set: ['ip.dst=198.51.100.3'] });
    expect(word(address.bytes, TCP_SUM)).toBe(fold(pseudo + 1));
  });

  it('follows with --fix whatever it was, and not at all with --no-fix', async () => {
    const wrong = SYN.slice();
    put(wrong, IP_SUM, 0x1234);
    put(wrong, TCP_SUM, 0x5678);
    const fixed = await edited(wrong, 1, { fix: true });
    expect(toHex(fixed.bytes)).toBe(toHex(SYN));
    expect(fixed.changes.map(({ name }) => name)).toEqual(['tcp.checksum', 'ip.checksum']);
    const left = await edited(SYN, 1, { set: ['ip.ttl=3'], fix: false });
    expect(word(left.bytes, IP_SUM)).toBe(word(SYN, IP_SUM));
    const asked = await edited(SYN, 1, { set: ['ip.checksum=0xdead', 'ip.ttl=3'] });
    expect(word(asked.bytes, IP_SUM)).toBe(0xdead);
  });

  it('mends lengths with --fix all, also where the outer one hides the inner one', async () => {
    const wrong = SYN.slice();
    put(wrong, 16, 900);
    const fixed = await edited(wrong, 1, { fix: 'all' });
    // The sum of the header goes with its length.
    expect(toHex(fixed.bytes)).toBe(toHex(SYN));
    const sums = await edited(wrong, 1, { fix: 'sums' });
    expect(word(sums.bytes, 16)).toBe(900);
  });

  it('moves lengths by as much as the packet grew, right or wrong', async () => {
    for (const error of [0, 5, 40]) {
      const bytes = SYN.slice();
      put(bytes, 16, 60 + error);
      const { bytes: after } = await edited(bytes, 1, { insert: ['end:cafe'] });
      expect(word(after, 16)).toBe(62 + error);
    }
    // Left to the network card.
    const zero = SYN.slice();
    put(zero, 16, 0);
    const { bytes: after } = await edited(zero, 1, { insert: ['end:cafe'] });
    expect(word(after, 16)).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { Out } from '../../src/codec/out.js';
import { decodeWith } from '../../src/codec/packet.js';
import { View } from '../../src/codec/view.js';
import { build, decode, type Packet } from '../../src/index.js';
import type { Look } from '../../src/output/format.js';
import { summary, summaryText } from '../../src/output/summary.js';
import { catalog } from '../../src/protocols/index.js';
import { eth, ip, tcp } from '../../src/protocols/public.js';
import { allFixtures } from '../fixtures.js';
import { look, written } from './written.js';

const all = allFixtures().map((one) => ({
  what: `${one.file} ${one.name}`,
  packet: decode(one.bytes, { linktype: one.linktype }),
}));
const SYN = build(
  eth.with({ dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' }),
  ip.with({ src: '192.0.2.1', dst: '198.51.100.2' }),
  tcp.with({ srcport: 51234, dstport: 443, seq: 1000, flags: ['syn'] }),
);
const timed = (time: string | undefined, number = 7): Packet =>
  decodeWith(catalog, eth, SYN, {
    len: SYN.length,
    caplen: SYN.length,
    number,
    ...(time === undefined ? {} : { time }),
  });
const line = (packet: Packet, how: Partial<Look> = {}) =>
  written(summary({ ...look, ...how }), [packet]);

describe('a packet in one line', () => {
  it('is as it was for every fixture', async () => {
    const lines = all.map(({ what, packet }) => `${what}: ${summaryText(packet, look)}\n`);
    await expect(lines.join('')).toMatchFileSnapshot('../../fixtures/summary.txt');
  });

  it('has number and time of day before it', () => {
    const rest = '192.0.2.1:51234 → 198.51.100.2:443  TCP SYN seq 1000 win 65535 len 0\n';
    expect(line(timed('1700000000.123456000'))).toBe(`    7  22:13:20.123456  ${rest}`);
    expect(line(timed('1700000000.000000001'))).toBe(`    7  22:13:20.000000001  ${rest}`);
    expect(line(timed('86399.999999999'))).toBe(`    7  23:59:59.999999999  ${rest}`);
    expect(line(timed(undefined, 123_456))).toBe(`123456  ${rest}`);
  });

  it('needs nothing but ASCII where that is asked for', () => {
    expect(line(timed(undefined), { ascii: true })).toContain(
      '192.0.2.1:51234 -> 198.51.100.2:443',
    );
    for (const { packet } of all) {
      expect(summaryText(packet, { ...look, ascii: true })).toMatch(/^[ -~]*$/);
    }
  });

  it('is the same from a packet and from where it lies in a larger buffer', () => {
    const view = new View(catalog);
    for (const { what, packet } of all) {
      const around = Uint8Array.from([1, 2, 3, ...packet.bytes, 4, 5]);
      let text = '';
      const out = new Out((bytes) => {
        text += Buffer.from(bytes).toString();
      });
      const { linktype = 1, number = 1 } = packet.frame;
      view.number = number;
      view.place(around, 3, 3 + packet.bytes.length).locate(catalog.linktype(linktype));
      summary(look).view?.(view, out);
      out.flush();
      expect(text, what).toBe(line(packet));
    }
  });

  it('is the same whatever packets came before', () => {
    const format = summary(look);
    const view = new View(catalog);
    let text = '';
    const out = new Out((bytes) => {
      text += Buffer.from(bytes).toString();
    });
    for (const { what, packet } of all) {
      for (let i = 0; i < packet.bytes.length; i += 3) {
        const changed = packet.bytes.slice(0, i % 2 ? undefined : packet.bytes.length - (i >> 2));
        changed[i] = (changed[i] ?? 0) ^ (i % 4 ? 0x55 : 1);
        const { linktype = 1 } = packet.frame;
        view.number = 1;
        view.place(changed, 0, changed.length).locate(catalog.linktype(linktype));
        format.view?.(view, out);
        out.flush();
        expect(text, `${what} ${i}`).toBe(
          `    1  ${summaryText(decode(changed, { linktype }), look)}\n`,
        );
        text = '';
      }
    }
  });

  it('is one line, whatever a packet holds', () => {
    for (const { packet } of all) {
      for (let cut = 0; cut < packet.bytes.length; cut += 7) {
        const { linktype = 1 } = packet.frame;
        const part = decode(packet.bytes.slice(0, cut), { linktype });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        expect(summaryText(part, look)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
      }
    }
  });
});

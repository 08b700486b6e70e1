import { describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { build, decode, type Packet } from '../../src/index.js';
import { Checksums } from '../../src/output/checksums.js';
import { summary } from '../../src/output/summary.js';
import { catalog } from '../../src/protocols/index.js';
import { eth, ip, tcp } from '../../src/protocols/public.js';
import { allFixtures } from '../fixtures.js';
import { look, written } from './written.js';

const VERDICTS = ['good', 'bad', 'absent', 'partial', 'unverified'];

/** The verdicts that stand beside the fields of a packet, however deep. */
function verdictsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key.endsWith('_status') && VERDICTS.includes(String(inner))
      ? [String(inner)]
      : verdictsIn(inner),
  );
}

function counted(verdicts: readonly string[]): number[] {
  return VERDICTS.map((verdict) => verdicts.filter((one) => one === verdict).length);
}

function shown(packet: Packet): { line: string; tally: number[] } {
  const checksums = new Checksums(new View(catalog));
  const line = written(summary(look, checksums), [packet]);
  return { line, tally: [...checksums.tally] };
}

describe('checksums in a line', () => {
  it('are judged as the fields of the packet are, whole, changed and cut', () => {
    let bad = 0;
    for (const { file, name, bytes, linktype } of allFixtures()) {
      for (let i = 0; i < bytes.length; i += 5) {
        const changed = bytes.slice(0, i % 2 ? bytes.length : bytes.length - (i >> 2));
        changed[i] = (changed[i] ?? 0) ^ 0x55;
        for (const one of [bytes, changed]) {
          const packet = decode(one, { linktype });
          const verdicts = packet.layers.flatMap(({ fields }) => verdictsIn(fields));
          const { line, tally } = shown(packet);
          expect(tally, `${file} ${name} ${i}`).toEqual(counted(verdicts));
          expect(line.split('[bad ').length - 1, line).toBe(tally[1]);
          bad += tally[1] ?? 0;
        }
      }
    }
    expect(bad).toBeGreaterThan(100);
  });

  it('tell the bad one, and what it should be', () => {
    const bytes = build(
      eth.with({ dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' }),
      ip.with({ src: '192.0.2.1', dst: '198.51.100.2' }),
      tcp.with({ srcport: 51234, dstport: 443, seq: 1000, flags: ['syn'], checksum: 0x1234 }),
    );
    const { line, tally } = shown(decode(bytes));
    const right = tcp.with({ srcport: 51234, dstport: 443, seq: 1000, flags: ['syn'] });
    const good = decode(build(ip.with({ src: '192.0.2.1', dst: '198.51.100.2' }), right), {
      linktype: 101,
    });
    const expected = Number(good.layers.at(-1)?.fields.checksum).toString(16).padStart(4, '0');
    expect(line).toMatch(
      new RegExp(` len 0 \\[bad tcp.checksum 0x1234, 0x${expected} expected\\]\n$`),
    );
    expect(tally).toEqual([1, 1, 0, 0, 0]);
    expect(shown(good).line).not.toContain('[bad');
  });

  it('are counted in words', () => {
    const checksums = new Checksums(new View(catalog));
    expect(checksums.text).toBe('checksums: 0 good, 0 bad');
    checksums.tally.set([1_234_567, 2, 0, 30, 4]);
    expect(checksums.text).toBe('checksums: 1,234,567 good, 2 bad, 30 partial, 4 unverified');
  });
});

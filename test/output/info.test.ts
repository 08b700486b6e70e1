import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { Figures } from '../../src/conversation/figures/figures.js';
import { type Report, reportOf } from '../../src/conversation/figures/report.js';
import { infoLines } from '../../src/output/info.js';
import { plain } from '../../src/output/paint.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';

interface Given {
  readonly bytes: Uint8Array;
  readonly linktype: number;
  readonly seconds: number;
}

function reportFor(packets: readonly Given[], name?: string): Report {
  const view = new View(catalog);
  const figures = new Figures();
  for (const { bytes, linktype, seconds } of packets) {
    view.place(bytes, 0, bytes.length);
    Object.assign(view, { linktype, timed: true, seconds, nanoseconds: 0, len: bytes.length });
    view.locate(catalog.linktype(linktype));
    figures.add(view);
  }
  figures.end();
  const interfaces =
    name === undefined ? [] : [{ name, linktype: 1, snaplen: 96, packets: packets.length }];
  const origin = { kind: 'pcapng', damaged: false, snaplen: undefined, interfaces };
  return reportOf(figures, origin, { talkers: 10, stretches: 60 });
}
const linesOf = (report: Report, width = 80, ascii = false): string[] =>
  infoLines(report, { width, ascii, paint: plain, annotate: false });

const known = allFixtures().map(({ bytes, linktype = 1 }) => ({ bytes, linktype, seconds: 0 }));
const packet = fc
  .tuple(fc.constantFrom(...known), fc.nat(200), fc.nat(255), fc.nat(2 ** 32))
  .map(([{ bytes, linktype }, at, value, seconds]) => {
    const changed = bytes.slice();
    if (at < changed.length) changed[at] = value;
    return { bytes: changed, linktype, seconds };
  });

describe('figures for people', () => {
  it('fit the width, whatever packets there are', () => {
    const packets = fc.array(packet, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(packets, fc.constantFrom(60, 80, 132), fc.boolean(), (all, width, ascii) => {
        const report = reportFor(all);
        expect(report.packets).toBe(all.length);
        expect(report.protocols.reduce((sum, one) => sum + one.packets, 0)).toBe(all.length);
        const counted = report.timeline?.packets.reduce((sum, one) => sum + one, 0);
        expect(counted).toBe(all.length);
        const lines = linesOf(report, width, ascii);
        expect(lines.filter((line) => line.length > width)).toEqual([]);
        if (ascii) expect(lines.join('')).toMatch(/^[ -~]*$/);
      }),
    );
  });

  it('show what an interface calls itself without what could steer a terminal', () => {
    const text = linesOf(reportFor(known.slice(0, 1), 'eth0\u001b[2J\u202e')).join('\n');
    expect(text).toContain('Interface 0   eth0\\u001b[2J\\u202e, 1 packet, snap length 96');
  });

  it('tell rates in units, and a moment as a date', () => {
    const [one] = known;
    const bytes = new Uint8Array(125_000);
    const all = [0, 1].map((i) => ({ ...one, bytes, linktype: 1, seconds: 1_700_000_000 + i }));
    const lines = linesOf(reportFor(all));
    expect(lines).toContain('Rate          2 packets/s, 2 Mbit/s');
    expect(lines).toContain('First         2023-11-14 22:13:20.000000 UTC');
    expect(lines).toContain('Duration      1 second');
  });
});

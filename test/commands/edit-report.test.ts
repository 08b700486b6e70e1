import { describe, expect, it } from 'vitest';
import { lineFor } from '../../src/commands/edit-report.js';

const LINE =
  'packet 1: ip.ttl 64 → 63, tcp.dstport 443 → 8080; follows: ip.checksum 0xa2b7 → 0xa3b7';

describe('a line of the report', () => {
  it('stays one where nobody looks, or where it fits', () => {
    expect(lineFor(LINE, false, undefined)).toBe(LINE);
    expect(lineFor(LINE, false, LINE.length)).toBe(LINE);
  });

  it.each([80, 60, 40, 20, 3])('is broken between words at %i columns', (width) => {
    const lines = lineFor(LINE, false, width).split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map((one) => one.trim()).join(' ')).toBe(LINE);
    for (const [i, one] of lines.entries()) {
      expect(one.length).toBeLessThanOrEqual(Math.max(width, 22));
      expect(one.startsWith('  ')).toBe(i > 0);
    }
  });

  it('has ASCII alone on request', () => {
    expect(lineFor(LINE, true, undefined)).toBe(LINE.replaceAll('→', '->'));
  });
});

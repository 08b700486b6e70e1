import { describe, expect, it } from 'vitest';
import { FirstLayer } from '../../src/commands/first-layer.js';

describe('--from beside --linktype', () => {
  it.each([
    ['eth', '1'],
    ['ip', '228'],
    ['ip', 'raw'],
    // No protocol is for this one.
    ['ip', '147'],
  ])('%s, %s: agree', async (from, linktype) => {
    await expect(FirstLayer.for({ from, linktype })).resolves.toBeDefined();
  });

  it('that says something else is refused', async () => {
    await expect(FirstLayer.for({ from: 'ip', linktype: 'ethernet' })).rejects.toMatchObject({
      message: '--from ip and --linktype 1 (Ethernet) contradict each other',
      hint: 'leave one of them out',
    });
  });
});

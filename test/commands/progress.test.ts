import { describe, expect, it } from 'vitest';
import { Progress, type Spinner } from '../../src/commands/progress.js';

/** A clock that is turned by hand, and a spinner that remembers its lines. */
function scene(size: number) {
  const lines: string[] = [];
  const told: string[] = [];
  const state = { now: 1000, interrupt: undefined as (() => void) | undefined };
  const spinner: Spinner = {
    text: '',
    render: () => lines.push(spinner.text),
    stop: () => told.push('stopped'),
  };
  const meter = { read: 0, size };
  const progress = new Progress(meter, {
    now: () => state.now,
    spinner: async () => {
      told.push('loaded');
      return spinner;
    },
    rest: async () => {},
    onInterrupt(end) {
      state.interrupt = end;
      return () => {
        state.interrupt = undefined;
      };
    },
  });
  return { lines, told, state, meter, progress };
}

describe('progress', () => {
  it('waits for half a second, then tells ten times a second', async () => {
    const { progress, state, lines, told } = scene(0);
    state.now += 499;
    expect(progress.due()).toBe(false);
    state.now += 1;
    expect(progress.due()).toBe(true);
    expect(told).toEqual([]);
    await progress.show(1024);
    expect({ told, due: progress.due() }).toEqual({ told: ['loaded'], due: false });
    state.now += 100;
    expect(progress.due()).toBe(true);
    await progress.show(2048);
    expect({ told, count: lines.length }).toEqual({ told: ['loaded'], count: 2 });
  });

  it.each([
    [4e9, 1e9, 2000, '25 % of 4.00 GB, 6 s left'],
    [100e6, 1e6, 2000, '1 % of 100.0 MB, 3:18 left'],
    [100e9, 1e9, 100_000, '1 % of 100.00 GB, 2:45:00 left'],
    [0, 1e6, 2000, '1.0 MB'],
    [Number.NaN, 2e9, 2000, '2.00 GB'],
  ])('of %d bytes tells the share done and the time left', async (size, read, took, text) => {
    const { progress, state, lines, meter } = scene(size);
    state.now += took;
    meter.read = read;
    await progress.show(5000);
    expect(lines[0]?.endsWith(`/s, ${text}`)).toBe(true);
  });

  it('tells packets and bytes a second', async () => {
    const { progress, state, lines, meter } = scene(0);
    state.now += 2000;
    meter.read = 3e6;
    await progress.show(1_000_000);
    expect(lines).toEqual(['1,000,000 packets, 500,000 packets/s, 1.5 MB/s, 3.0 MB']);
  });

  it('leaves the terminal clean at the end, and when it is interrupted', async () => {
    for (const way of ['end', 'interrupt'] as const) {
      const { progress, state, told } = scene(0);
      state.now += 600;
      await progress.show(1024);
      if (way === 'end') progress.end();
      else state.interrupt?.();
      progress.end();
      expect({ told, left: state.interrupt }).toEqual({
        told: ['loaded', 'stopped'],
        left: undefined,
      });
    }
  });

  it('does not stand in the way of an interruption while a read waits', async () => {
    const { progress, state } = scene(0);
    state.now += 600;
    await progress.show(1024);
    progress.waits();
    expect(state.interrupt).toBeUndefined();
    await progress.show(2048);
    expect(state.interrupt).toBeDefined();
  });

  it('loads nothing for short work', () => {
    const { progress, told } = scene(0);
    progress.end();
    expect(told).toEqual([]);
  });
});

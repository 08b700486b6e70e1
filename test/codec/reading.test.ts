import { describe, expect, it } from 'vitest';
import { Reading, type Trace } from '../../src/codec/reading.js';

const field = { bits: 8, label: 'X', help: 'x' };
const start = () => new Reading(new Uint8Array(10), 0, 2, 8);

describe('reading', () => {
  it('within a room gives back whether all of it was used', () => {
    const r = start();
    const use = (to: number, problem = '') =>
      r.within(5, () => {
        r.at = to;
        r.problem = problem;
        return 'value';
      });
    expect(use(5)).toEqual({ value: 'value', whole: true });
    expect(use(4)).toEqual({ value: 'value', whole: false });
    expect([r.end, r.problem]).toEqual([8, '']);
    expect(use(5, 'odd')).toEqual({ value: 'value', whole: false });
    expect([r.end, r.problem]).toEqual([8, 'odd']);
  });

  it('keeps a problem that was there before', () => {
    const r = start();
    r.problem = 'before';
    r.within(5, () => {});
    expect(r.problem).toBe('before');
  });

  it('tries without leaving a trace where it fails', () => {
    const r = start();
    const kept: Trace[] = [];
    r.trace = kept;
    r.note(field, 'a', 2, 1);
    r.remark(2, 'kept');
    const found = r.attempt(6, () => {
      r.at = 4;
      r.note(field, 'b', 2, 1);
      r.remark(3, 'dropped');
      return 'half';
    });
    expect(found).toBeUndefined();
    expect([r.at, r.end, r.problem]).toEqual([2, 8, '']);
    expect(kept.map(({ path }) => path)).toEqual([['a']]);
    expect(r.remarks).toEqual([{ at: 2, text: 'kept' }]);
  });

  it('keeps all of what succeeds', () => {
    const r = start();
    r.trace = [];
    const found = r.attempt(6, () => {
      r.at = 6;
      r.note(field, 'b', 2, 1);
      r.remark(3, 'kept');
      return 'whole';
    });
    expect(found).toBe('whole');
    expect([r.at, r.trace.length, r.remarks?.length]).toEqual([6, 1, 1]);
  });

  it('notes the keys around a field, those with dots apart', () => {
    const r = start();
    r.trace = [];
    const outside = r.enter('a.b');
    const entry = r.enter(3);
    r.at = 4;
    r.note(field, 'c.d', 2, 'v');
    r.leave(entry);
    r.note(field, 'e', 2, 'v');
    r.leave(outside);
    r.note(field, '', 2, 'v');
    expect(r.trace).toEqual([
      { path: ['a', 'b', 3, 'c', 'd'], field, bit: 16, width: 16, value: 'v' },
      { path: ['a', 'b', 'e'], field, bit: 16, width: 16, value: 'v' },
      { path: [], field, bit: 16, width: 16, value: 'v' },
    ]);
  });
});

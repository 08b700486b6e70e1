import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/input/input-error.js';
import { advance, durationFrom, momentFrom } from '../../../src/input/steps/moment.js';

describe('moments', () => {
  it.each([
    ['1700000000', 1_700_000_000, 0],
    ['1700000000.5', 1_700_000_000, 500_000_000],
    ['2023-11-14', 1_699_920_000, 0],
    ['2023-11-14T22:13', 1_699_999_980, 0],
    ['2024-02-29T00:00:60', 1_709_164_860, 0],
    ['2023-11-14 22:13:20.000000001', 1_700_000_000, 1],
    ['2023-11-14T23:13:20+01:00', 1_700_000_000, 0],
  ])('are read: %s', (text, seconds, nanoseconds) => {
    expect(momentFrom(text, '--x')).toEqual({ seconds, nanoseconds });
  });

  it.each([
    ['3600.5', 3600, 500_000_000],
    ['-0.25', -1, 750_000_000],
    ['-1', -1, 0],
    ['2h', 7200, 0],
    ['10ms', 0, 10_000_000],
    ['1.5us', 0, 1500],
    ['7ns', 0, 7],
    ['+1d', 86_400, 0],
  ])('have lengths between them: %s', (text, seconds, nanoseconds) => {
    expect(durationFrom(text, '--x')).toEqual({ seconds, nanoseconds });
  });

  it.each([
    ...['', 'noon', '1.2.3', '2023-11-14T22:13:20Zx', '10:00'],
    ...['2025-13-01', '2025-02-30', '2025-04-31T10:00', '2025-01-01T24:00', '2025-01-01T10:60'],
  ])('are refused: %s', (text) => {
    expect(() => momentFrom(text, '--x')).toThrow(InputError);
    expect(() => durationFrom(text, '--x')).toThrow(InputError);
  });

  it('carry', () => {
    const time = { seconds: 0, nanoseconds: 0 };
    const almost = { seconds: 1, nanoseconds: 999_999_999 };
    advance(time, almost, { seconds: -5, nanoseconds: 1 });
    expect(time).toEqual({ seconds: -3, nanoseconds: 0 });
  });
});

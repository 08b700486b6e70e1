import { describe, expect, it } from 'vitest';
import {
  counted,
  duration,
  grouped,
  hopsSoFar,
  inBytes,
  lengthAsSum,
  lifetime,
  milliseconds,
  minutes,
} from '../../src/protocols/words.js';

describe('numbers in words', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [65535, '65,535'],
    [4294967295, '4,294,967,295'],
  ])('%i is %s', (n, text) => expect(grouped(n)).toBe(text));

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1460, '1,460 bytes'],
  ])('%i is %s', (n, text) => expect(inBytes(n)).toBe(text));

  it('takes plurals of their own', () => {
    expect([counted(1, 'entry', 'entries'), counted(2, 'entry', 'entries')]).toEqual([
      '1 entry',
      '2 entries',
    ]);
  });

  it.each([
    [60, 20, '20 header + 40 payload'],
    [20, 20, '20 header + 0 payload'],
    [1500, 20, '20 header + 1,480 payload'],
    [19, 20, "less than the header's 20"],
  ])('%i bytes, %i of them header', (total, header, text) =>
    expect(lengthAsSum(total, header)).toBe(text),
  );
});

describe('durations', () => {
  it.each([
    [0, '0 seconds'],
    [0.25, '0.25 seconds'],
    [1, '1 second'],
    [60, '1 minute'],
    [90, '1 minute 30 seconds'],
    [3600, '1 hour'],
    [3661, '1 hour 1 minute'],
    [86400, '1 day'],
    [1209600, '14 days'],
    [2147483647, '24,855 days 3 hours'],
  ])('%d seconds are %s', (n, text) => expect(duration(n)).toBe(text));

  it('have other units', () => {
    expect(milliseconds(1500)).toBe('1.5 seconds');
    expect(minutes(90)).toBe('1 hour 30 minutes');
    expect(lifetime(2 ** 32 - 1)).toBe('infinite');
    expect(lifetime(60)).toBe('1 minute');
  });
});

describe('hops', () => {
  it.each([
    [0, 'no hop left'],
    [1, 'no router forwards it'],
    [2, '1 router at most'],
    [8, '7 routers at most'],
    [9, 'likely sent with 32, 23 hops ago'],
    [63, 'likely sent with 64, 1 hop ago'],
    [64, 'likely sent with 64, 0 hops ago'],
    [65, 'likely sent with 128, 63 hops ago'],
    [255, 'likely sent with 255, 0 hops ago'],
  ])('%i left: %s', (left, text) => expect(hopsSoFar(left)).toBe(text));
});

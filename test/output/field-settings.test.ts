import { describe, expect, it } from 'vitest';
import { fieldSettings } from '../../src/output/field-settings.js';

describe('-E key=value', () => {
  it('says it in the words of tshark', () => {
    const given = ['separator=,', 'quote=d', 'header=y', 'occurrence=f', 'aggregator=/s'];
    expect(fieldSettings(given)).toEqual({
      separator: ',',
      quote: 'double',
      header: true,
      occurrence: 'f',
      aggregator: ' ',
    });
    expect(fieldSettings(['separator=/t', 'separator=='])).toEqual({ separator: '=' });
    expect(fieldSettings([])).toEqual({});
  });

  it.each([
    ['quot=d', "-E quot: no such setting; did you mean 'quote'?"],
    ['x=d', '-E x: no such setting; there are separator, aggregator, header, occurrence, quote'],
    ['quote=x', '-E quote=: d (double), s (single), n (none) is needed'],
    ['header', '-E header=: y or n is needed'],
    ['separator=', '-E separator=: /t, /s or any text is needed'],
    ['toString=y', '-E toString: no such setting'],
  ])('refuses %s', (given, message) => {
    expect(() => fieldSettings([given])).toThrow(RangeError);
    expect(() => fieldSettings([given])).toThrow(message);
  });
});

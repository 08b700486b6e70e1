import { describe, expect, it } from 'vitest';
import { visible, visibleJson } from '../../src/codec/visible.js';

/** All that could steer a terminal or turn its text around. */
const dangerous = [
  ...Array.from({ length: 0x20 }, (_, i) => i),
  0x7f,
  ...Array.from({ length: 0x20 }, (_, i) => 0x80 + i),
  ...[0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
  ...[0x2066, 0x2067, 0x2068, 0x2069],
];

describe('text for a terminal', () => {
  it.each(dangerous)('shows character %i escaped', (code) => {
    const c = String.fromCharCode(code);
    const shown = visible(`a${c}b${c}`);
    expect(shown).not.toContain(c);
    expect(shown).toBe(
      `a\\u${code.toString(16).padStart(4, '0')}b\\u${code.toString(16).padStart(4, '0')}`,
    );
  });

  it('leaves all other text as it is', () => {
    for (const text of ['', 'plain ~', 'Zoë 日本語 😀', 'a\u00a0b', '→ › – …']) {
      expect(visible(text)).toBe(text);
    }
  });

  it('makes an escape sequence harmless', () => {
    expect(visible('\u001b[31mred\u001b]0;title\u0007')).toBe(
      '\\u001b[31mred\\u001b]0;title\\u0007',
    );
  });
});

describe('JSON text', () => {
  it('says the same with its own escapes', () => {
    for (const code of dangerous) {
      const value = { [`k${String.fromCharCode(code)}`]: `v${String.fromCharCode(code)}` };
      const shown = visibleJson(JSON.stringify(value, null, 2));
      expect(JSON.parse(shown)).toEqual(value);
      expect([...shown].filter((c) => dangerous.includes(c.charCodeAt(0)) && c !== '\n')).toEqual(
        [],
      );
    }
  });

  it('keeps the line breaks between values', () => {
    expect(visibleJson(JSON.stringify([1], null, 1))).toBe('[\n 1\n]');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../src/registries/data/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

/** As lookups compare names. */
const same = (name: string) => name.toLowerCase().replaceAll('_', '-');

function parse(line: string) {
  const [key = '', name = '', text, aliases] = line.split('\t');
  const [range = '', kind = ''] = key.split('/');
  const [first, last = first] = range.split('-').map(Number);
  return { line, kind, first: first ?? -1, last: last ?? -1, name, text, aliases };
}

it('holds less than 250 KB in all', () => {
  const sizes = files.map((file) => readFileSync(folder + file).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000);
});

describe.each(files)('%s', (file) => {
  const raw = readFileSync(folder + file, 'utf8');
  const [head = '', ...lines] = raw.split('\n').slice(0, -1);
  const entries = lines.map(parse);
  const kinds = [...new Set(entries.map(({ kind }) => kind))];

  it('says where it comes from and when', () => {
    expect(head).toMatch(/^# .{20,}; \d{4}-\d\d-\d\d$/);
  });

  it('is ASCII in lines of two to four columns without stray blanks', () => {
    expect(raw).toMatch(/^[\n\t\x20-\x7e]*\n$/);
    expect(lines.filter((line) => !/^[^\t]+\t[^\t]+(\t[^\t]*){0,2}$/.test(line))).toEqual([]);
    expect(lines.filter((line) => /^\s|\s$| \t|\t |\t[^\t]*,(,|$)/.test(line))).toEqual([]);
  });

  it('has keys that lookups can read', () => {
    const key = /^(\d{1,5}|0x[\da-f]{2,4})(-(\d{1,5}|0x[\da-f]{2,4}))?(\/(tcp|udp))?\t/;
    expect(lines.filter((line) => !key.test(line))).toEqual([]);
    expect(entries.filter(({ first, last }) => first > last || last > 0xffff)).toEqual([]);
  });

  it('has names that lookups accept', () => {
    const names = entries.flatMap(({ name, aliases }) => [name, ...(aliases?.split(',') ?? [])]);
    expect(names.filter((name) => !/^[\w.+*/-]+$/.test(name))).toEqual([]);
    // A number must stay one where a name may stand for it, and a range of numbers a range.
    expect(names.filter((name) => /^[\d.-]+$|^0x[\da-f]+$/i.test(name))).toEqual([]);
  });

  it('is in order, and no line begins within the range of another', () => {
    const wrong = entries.filter(({ first }, i) => {
      const before = entries[i - 1];
      return before && first <= before.last && first !== before.first;
    });
    expect(wrong).toEqual([]);
  });

  it.each(kinds.map((kind) => [kind || 'all']))('gives each number and name once (%s)', (kind) => {
    const own = entries.filter((entry) => !entry.kind || entry.kind === kind);
    expect(repeated(own.map(({ first }) => first))).toEqual([]);
    expect(repeated(own.map(({ name }) => same(name)))).toEqual([]);
    // A name of one entry may not be an alias of another.
    const all = own.flatMap(({ name, aliases }) => [name, ...(aliases?.split(',') ?? [])]);
    expect(repeated(all.map(same))).toEqual([]);
  });

  it('says in its texts what the names do not', () => {
    expect(entries.filter(({ name, text }) => text === name).map(({ line }) => line)).toEqual([]);
    expect(entries.filter(({ text }) => (text ?? '').length > 64)).toEqual([]);
  });
});

function repeated<T>(values: readonly T[]): T[] {
  const seen = new Set<T>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}

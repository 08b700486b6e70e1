import { describe, expect, it } from 'vitest';
import { templateFrom } from '../../src/craft/template.js';
import { complaint } from './made.js';

const template = (value: unknown, ...given: readonly string[]) =>
  templateFrom(JSON.stringify(value), given);

describe('a template', () => {
  it('is a text or a list of texts, cut as a shell does', () => {
    expect(template({ build: 'ip ttl=3 / tcp  syn' })).toEqual(['ip', 'ttl=3', '/', 'tcp', 'syn']);
    expect(template({ build: ['eth', 'ip'] })).toEqual(['eth', 'ip']);
    expect(template({ build: `raw 'a b' "c \\"d\\"" e'f'"g"` })).toEqual([
      'raw',
      'a b',
      'c "d"',
      'efg',
    ]);
    expect(template({ build: `udp raw ''` })).toEqual(['udp', 'raw', '']);
  });

  it('has variables, which the command line changes', () => {
    const build = 'tcp dport=$port raw $'.concat('{text}s');
    const vars = { port: 443, text: 'a b' };
    expect(template({ vars, build })).toEqual(['tcp', 'dport=443', 'raw', 'a bs']);
    expect(template({ vars, build }, 'port=80', 'text=x=y')).toEqual([
      'tcp',
      'dport=80',
      'raw',
      'x=ys',
    ]);
  });

  it.each([
    [{ build: 'tcp dport=$port' }, [], '--template: nothing is known of $port | --var port=…'],
    [{ build: 'tcp' }, ['port'], '--var port: a name and a value are needed | --var port=443'],
    [{ build: 'tcp' }, ['=1'], '--var =1: a name and a value are needed | --var port=443'],
    [{}, [], /^--template: an object with 'build', a text or a list of texts, is needed \| \{/],
    [[], [], /^--template: an object with 'build'/],
    [{ build: [1] }, [], /^--template: an object with 'build'/],
    [null, [], /^--template: an object with 'build'/],
  ])('%j %j is refused', (value, given, expected) => {
    const text = complaint(() => template(value, ...given));
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });

  it('is JSON', () => {
    expect(complaint(() => templateFrom('{', []))).toMatch(/^--template: no JSON: /);
    expect(complaint(() => templateFrom('ip tcp', []))).not.toMatch(/JSON.*JSON/);
  });
});

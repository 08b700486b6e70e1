import { describe, expect, it } from 'vitest';
import { isColoured } from '../../src/commands/screen.js';

const colours = (flag: string | undefined, env: NodeJS.ProcessEnv, terminal: boolean): boolean =>
  isColoured(flag, env, () => terminal);

describe('colour', () => {
  it.each<[string, string | undefined, NodeJS.ProcessEnv, boolean, boolean]>([
    ['a terminal has it', undefined, {}, true, true],
    ['a pipe has none', undefined, {}, false, false],
    ['the flag comes first', 'always', { NO_COLOR: '1' }, false, true],
    ['the flag comes first, either way', 'never', { FORCE_COLOR: '1' }, true, false],
    ['auto is no flag', 'auto', { NO_COLOR: '1' }, true, false],
    ['NO_COLOR before FORCE_COLOR', undefined, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['an empty NO_COLOR says nothing', undefined, { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR before the terminal', undefined, { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR may be off', undefined, { FORCE_COLOR: '0' }, true, false],
    ['a dumb terminal has none', undefined, { TERM: 'dumb' }, true, false],
  ])('%s', (_, flag, env, terminal, wanted) => {
    expect(colours(flag, env, terminal)).toBe(wanted);
  });

  it('takes no other word', () => {
    expect(() => colours('yes', {}, true)).toThrow('--color: auto, always or never is needed');
  });
});

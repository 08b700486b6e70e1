import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/output/markdown.js';
import { colours } from '../../src/output/paint.js';
import { allFixtures, fixturesOf } from '../fixtures.js';
import { decode } from './decode.js';
import { HOSTILE, named, steering } from './hostile.js';
import { look, written } from './written.js';

const packets = allFixtures()
  .filter((_, i) => i % 5 === 0)
  .map(decode);

describe('Markdown', () => {
  it('has a table of five columns for each layer', () => {
    const [syn] = fixturesOf('tcp').map(decode);
    const text = written(markdown(look), syn ? [syn] : []);
    expect(text).toContain('### Packet 1: Ethernet › IPv4 › TCP, 74 bytes\n');
    expect(text).toContain('\n**Internet Protocol v4**, bytes 14–33\n\n| byte | bits | field |');
    expect(text).toMatch(/\n\| 20 \| 0–2 \| `flags` \| `0b010` \| [^|]+ \|\n/);
    expect(text).toMatch(/\n\| 20 \| 1 \| &emsp;`df` \| `1` \| [^|]+ \|\n/);
  });

  it('has no cell that is torn, whatever is in the packet', () => {
    const hostile = ['a|b', '`x` | y', '\\|', '|\\', '<b>&lt;</b>', '| --- |', '```', HOSTILE];
    for (const packet of [...packets, ...hostile.map(named)]) {
      const lines = withoutDump(written(markdown(look), [packet])).filter((l) => l.startsWith('|'));
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.filter((line) => line.split('|').length !== 7)).toEqual([]);
    }
  });

  it('lets no text of a packet be markup, a link, a mention or an emoji', () => {
    const texts = [
      '<script>',
      '*a*',
      '[x](http://y)',
      'www.z.example',
      '@me',
      ':100:',
      '#1',
      'GH-1',
    ];
    for (const text of texts) {
      const lines = withoutDump(written(markdown(look), [named(text)]));
      const said = lines.filter((line) => line.includes(text));
      expect(said.length).toBeGreaterThan(2);
      for (const line of said) expect(line.replaceAll(/`[^`]*`/g, '')).not.toContain(text);
    }
    const code = withoutDump(written(markdown(look), [named('`|\\')])).join('\n');
    expect(code).toContain('<code>&#96;&#124;&#92;</code>');
  });

  it('has neither control characters nor colours', async () => {
    const painted = { ...look, paint: await colours() };
    expect(steering(written(markdown(painted), [...packets, named(HOSTILE)]))).toEqual([]);
    const text = written(markdown({ ...look, ascii: true }), [...packets, named('é한→')]);
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  });
});

/** The dump stands in a fence, where nothing has a meaning. */
function withoutDump(text: string): string[] {
  let fenced = false;
  return text.split('\n').filter((line) => {
    const fence = line.startsWith('```');
    if (fence) fenced = !fenced;
    return !fence && !fenced;
  });
}

import type { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertUsage } from '../../src/commands/assert-usage.js';
import { buildUsage } from '../../src/commands/build-usage.js';
import { checksumUsage } from '../../src/commands/checksum-usage.js';
import { convertUsage } from '../../src/commands/convert-usage.js';
import { decodeUsage } from '../../src/commands/decode-usage.js';
import { diffUsage } from '../../src/commands/diff-usage.js';
import { editUsage } from '../../src/commands/edit-usage.js';
import { encodeUsage } from '../../src/commands/encode-usage.js';
import { infoUsage } from '../../src/commands/info-usage.js';
import { plainly } from '../../src/commands/plain-words.js';
import { rootOf } from '../../src/commands/root.js';

const usages: Readonly<Record<string, (root: Command) => void>> = {
  assert: assertUsage,
  build: buildUsage,
  checksum: checksumUsage,
  convert: convertUsage,
  decode: decodeUsage,
  diff: diffUsage,
  edit: editUsage,
  encode: encodeUsage,
  info: infoUsage,
};

interface Read {
  readonly operands: readonly string[];
  readonly options: Record<string, unknown>;
}

/** What commander reads, in place of running it; a text where it complains. */
async function byCommander(name: string, words: readonly string[]): Promise<Read | string> {
  const root = rootOf(usages, name);
  let read: Read | undefined;
  const [command] = root.commands as [Command];
  command.action((operands: string[], options: Record<string, unknown>) => {
    read = { operands: [operands].flat(), options };
  });
  try {
    await root.parseAsync([name, ...words], { from: 'user' });
  } catch (error) {
    return (error as Error).message;
  }
  return read ?? 'nothing was read';
}

const byOptions = (name: string) =>
  (rootOf(usages, name).commands[0] as Command).options.flatMap(({ long, short }) => [
    ...[long, short].filter((one) => one !== undefined),
    ...(long ? [`${long}=a`, `${long}=`, `${long}x`, long.slice(0, -1)] : []),
    ...(short ? [`${short}a`, `${short}q`] : []),
  ]);

const others = ['tcp', '-', '', '-5', '-5x', '--', '-z', '--syn', '--ttl', '3', 'a=b', '/', '-qf'];
const asks = ['-h', '--help', '-V', '--version', '--help-flags', '-hq', '-Vf'];

describe.each(Object.keys(usages))('the words of %s', (name) => {
  const usage = usages[name] as (root: Command) => void;

  it('are read as commander reads them, or left to it', async () => {
    const word = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...byOptions(name)) },
      { weight: 6, arbitrary: fc.constantFrom(...others) },
      { weight: 1, arbitrary: fc.constantFrom(...asks) },
    );
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
        const found = plainly(usage, words);
        if (found === undefined) return;
        plain++;
        const { operands, options } = found;
        expect({ operands, options }).toEqual(await byCommander(name, words));
      }),
      { numRuns: 1500 },
    );
    // Two operands that have names of their own are commander's.
    expect(plain > 50).toBe(name !== 'diff');
  });
});

describe('the words of most runs', () => {
  it.each([
    ['decode', ['4500']],
    ['decode', ['-f', 'summary', '--verify', 'trace.pcap']],
    ['decode', ['trace.pcap', '-e', 'ip.src', '-e', 'tcp.dstport', '-Eheader=y', '--count=3']],
    ['build', ['tcp', '--syn', '--dport', '1-65535', '-w', 'out.pcap']],
    ['build', ['eth', '/', 'ip', 'ttl=3', '/', 'tcp', '--no-eth', '--vlan', '1', '--vlan=2']],
    ['edit', ['--set', 'ip.ttl-=1', '--no-fix', '-q', 'trace.pcap']],
    ['convert', ['dump.txt', '-w', 'out.pcap']],
  ])('need no commander: %s %j', async (name, words) => {
    const { operands, options } = plainly(usages[name] as (root: Command) => void, words) ?? {};
    expect({ operands, options }).toEqual(await byCommander(name, words));
  });

  it.each([
    ['decode', ['--colour', 'never']],
    ['decode', ['--json', '-f', 'table']],
    ['decode', ['-f']],
    ['build', ['tcp', '--help']],
    ['edit', ['--fix']],
    ['decode', ['--', '-x']],
  ])('are commander’s where it has something to say: %s %j', (name, words) => {
    expect(plainly(usages[name] as (root: Command) => void, words)).toBeUndefined();
  });
});

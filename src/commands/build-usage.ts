import type { Command } from 'commander';
import { madeOptions } from './made-usage.js';
import { listed, screenOptions } from './usage.js';

/** `tcpip build`, and its help. */
export function buildUsage(root: Command): void {
  const command = root
    .command('build')
    .description('make packets from layers, fields and flags')
    .argument('[layers...]', 'tcp, eth / ip ttl=3 / udp, a preset')
    .allowUnknownOption()
    .optionsGroup('Payload:')
    .option('--payload <text>', 'with escapes: \\n \\x00 \\u00e9')
    .option('--payload-hex <digits>', 'as hex: 00ff, 00:ff')
    .option('--payload-file <file>', '- is standard input')
    .option('--payload-size <bytes>', 'so many, of the pattern or the payload repeated')
    .option('--payload-pattern <text>', 'what is repeated: text, or 0x…')
    .option('--payload-random [bytes]', 'at random, 64 if left out')
    .optionsGroup('Frame:')
    .option('--vlan <id>', 'an 802.1Q tag; repeatable, outermost first', listed)
    .option('--no-eth', 'nothing below IP')
    .option('--bare', 'no layer but those named')
    .option('--pad', 'zeros up to the least frame of 60 bytes')
    .option('--fcs', 'with the frame check sequence behind it')
    .option('--bad-checksum <layer>', 'tcp, ip …, all; repeatable', listed)
    .option('--mtu <bytes>', 'fragments that fit')
    .option('--fragment-order <order>', 'forward, reverse, or a list: 2,1,3')
    .option('--fragment-overlap <bytes>', 'each goes so far into the one behind it')
    .optionsGroup('Many packets:')
    .option('--zip', 'ranges side by side, not each with each')
    .option('--count <times>', 'each packet so many times')
    .option('--random <field>', 'any value in each packet: sport, ip.id; repeatable', listed)
    .option('--seed <number>', 'what is random follows from it; 1 if left out')
    .option('--dry-run', 'say how many packets there would be')
    .option('--template <file>', 'JSON: {"vars":{…},"build":["ip ttl=$ttl",…]}')
    .option('--var <name=value>', 'for the template; repeatable', listed)
    .option('--explain', 'what is given, default, computed; what each layer adds')
    .option('--help-flags', 'short names of fields')
    .option('--help-presets', 'packets that have a name')
    .option('--help-options', 'this list')
    .helpOption(false)
    .action(async (words: string[], options) => {
      const { buildCommand } = await import('./build.js');
      await buildCommand(words, options, command);
    });
  screenOptions(madeOptions(command));
  command.helpOption(false);
}

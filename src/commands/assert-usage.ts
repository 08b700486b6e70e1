import type { Command } from 'commander';
import { inputOptions, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip assert trace.pcap 'ip.ttl > 1'
  tcpip assert trace.pcap --where 'tcp.flags.syn == 1' \\
      'tcp.options.mss_val == 1460'
  tcpip assert trace.pcap --none 'ip.checksum.status == bad'
  tcpip build tcp --syn | tcpip assert 'tcp.flags == 0x002'
`;

const MORE = `
The expression is a display filter as Wireshark has them, and the last operand;
what stands before it is the input, else standard input. A flag that stands alone
(tcp.flags.syn) asks whether it is there, tcp.flags.syn == 1 whether it is set.

The exit code is 0 if the packets are as they should be, and 1 if not, or if --where
chooses none; 2 if there is no packet at all, which proves nothing, or the input is
damaged.
`;

/** `tcpip assert`, and its help. */
export function assertUsage(root: Command): void {
  const command = root
    .command('assert')
    .description('whether packets are as they should be, for tests')
    .argument('[input...]', 'hex, a file, or - for standard input; then the expression')
    .usage('[options] [input...] <expression>')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', MORE)
    .optionsGroup('How many packets must match; all of them, if nothing is said:')
    .option('--any', 'one at least')
    .option('--none', 'not one')
    .option('--count <numbers>', 'so many: 3, 2-5, 10-')
    .option('--where <filter>', 'of the packets that this chooses')
    .optionsGroup('Output:')
    .option('--json', 'the verdict, for other programs')
    .option('--all', 'all packets that are otherwise, not the first ten');
  screenOptions(inputOptions(command)).action(async (operands: string[], options: object) => {
    const { assertCommand } = await import('./assert.js');
    await assertCommand(operands, options);
  });
}

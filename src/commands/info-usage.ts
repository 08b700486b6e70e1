import type { Command } from 'commander';
import { inputOptions, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip info trace.pcap
  tcpip info trace.pcapng.gz --json | jq .talkers.addresses
  tcpdump -w - -c 1000 | tcpip info
`;

/** `tcpip info`, and its help. */
export function infoUsage(root: Command): void {
  const command = root
    .command('info')
    .description('what an input holds: times, rates, protocols, talkers, sizes')
    .argument('[input...]', 'hex, a file, or - for standard input')
    .addHelpText('before', EXAMPLES)
    .optionsGroup('Output:')
    .option('-f, --format <name>', 'table, for people, or json')
    .option('--json', 'the same as -f json')
    .option('--top <count>', 'addresses, pairs and ports that are listed; 10 of each');
  screenOptions(inputOptions(command)).action(async (operands: string[], options: object) => {
    const { infoCommand } = await import('./info.js');
    await infoCommand(operands, options);
  });
}

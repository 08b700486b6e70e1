import { Command } from 'commander';
import { writeOut } from '../output/standard-output.js';
import type { Usages } from './run.js';

/** Reads the words, with help and complaints where these belong. */
export async function read(usages: Usages, args: readonly string[]): Promise<void> {
  await rootOf(usages, args[0]).parseAsync(args, { from: 'user' });
}

/** Where the first word names a command, nobody needs to know of the others. */
export function rootOf(usages: Usages, first = ''): Command {
  const root = new Command('tcpip')
    .description('Craft, decode, check and explain TCP/IP packets.')
    .usage('<command> [options]')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut, outputError: () => {} })
    .option('-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this')
    .addHelpText('before', EXAMPLES);
  const own = Object.hasOwn(usages, first) ? usages[first] : undefined;
  for (const usage of own ? [own] : Object.values(usages)) usage(root);
  return root;
}

const EXAMPLES = `Examples:
  tcpip decode 450000140000000040118ea2c0000201c6336402
  tcpdump -XX -r trace.pcap | tcpip decode
  tcpip build tcp --syn --dport https
  tcpip edit --set ip.ttl=63 trace.pcap -w edited.pcap
  tcpip checksum trace.pcap
`;

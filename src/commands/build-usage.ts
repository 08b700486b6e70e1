import type { Command } from 'commander';
import { madeOptions } from './made-usage.js';
import { listed, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip build tcp --syn
  tcpip build tcp --syn --src 10.0.0.1 --dst 10.0.0.2 --dport https --mss 1460
  tcpip build eth vlan id=10 / ip dst=10.0.0.2 ttl=3 df / udp dport=5000 / raw 'hello'
  tcpip build dns-query example.com AAAA -f table
  tcpip build tcp --syn --dport 1-1024 -w scan.pcap
  tcpip build tcp --syn --bad-checksum tcp --explain
`;

const MORE = `
Layers are named in their order, with key=value behind each; / between them is for
the eye. What is below the first one is added: eth and ip, ipv6 where an address
has colons. raw 'text' and hex 00ff are payload. What is left out is computed
(lengths, checksums, what follows) or stands by default; what is given stays as
it is, however wrong.

Every field is a flag and a key, --tcp.window_size_value 1 and window_size_value=1:
  tcpip build tcp --help    the fields of tcp, and the short names of the usual ones
  tcpip build --help-flags  all short names
  tcpip build --help-presets  ping, arp-request, dns-query, syn-linux …

A number or an address may be many: 1-1024,8080  1..30  0..1000:100  10.0.0.0/28.
`;

/** `tcpip build`, and its help. */
export function buildUsage(root: Command): void {
  const command = root
    .command('build')
    .description('make packets from layers, fields and flags')
    .argument('[layers...]', 'tcp, eth / ip ttl=3 / udp, a preset')
    .allowUnknownOption()
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', MORE)
    .optionsGroup('Payload:')
    .option('--payload <text>', 'with escapes: \\n \\x00 \\u00e9')
    .option('--payload-hex <digits>')
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
    .option('--explain', 'what was given, what stands by default, what was computed')
    .option('--help-flags', 'short names of fields')
    .option('--help-presets', 'packets that have a name')
    .helpOption(false)
    .action(async (words: string[], options) => {
      const { buildCommand } = await import('./build.js');
      await buildCommand(words, options, () => command.outputHelp());
    });
  screenOptions(madeOptions(command));
  command.helpOption(false);
}

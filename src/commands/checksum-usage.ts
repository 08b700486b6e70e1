import type { Command } from 'commander';
import { inputOptions, listed, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip checksum 450000140000000040118ea2c0000201c6336402
  tcpip checksum trace.pcap --filter 'ip.src == 192.0.2.1'
  tcpip checksum packet.hex --explain tcp
  tcpip checksum trace.pcap --fix -w right.pcap
  tcpip checksum --raw --algorithm crc32c --zero 8:4 packet.bin
  tcpip checksum --raw --pseudo 192.0.2.1,198.51.100.2,tcp segment.hex --expect 0x9311
`;

const MORE = `
Verdicts:
  good        it is what it should be
  bad         it is not: exit 1
  partial     the pseudo-header's sum alone, as a host leaves it to its card: no
              fault of the packet, exit 0
  absent      UDP over IPv4 with 0, say: the sender made none
  unverified  a fragment is missing, or the packet was cut short by the capture

--fix mends what a receiver would refuse: bad and partial ones. With --fix all
also those that are absent, and those of datagrams that an error message quotes.
All else stays as it is, byte for byte; a capture keeps its kind, its times, its
comments. Packets that are not chosen go along as they are.

Algorithms of --raw: inet (RFC 1071), crc32 (Ethernet, zip), crc32c (SCTP,
iSCSI), fletcher16, adler32. It prints the value as a number; how its bytes are
sent stands on standard error.
`;

/** `tcpip checksum`, and its help. */
export function checksumUsage(root: Command): void {
  const command = root
    .command('checksum')
    .description('verify checksums, explain them, say why one is wrong, fix it')
    .argument('[input...]', 'hex, a file, or - for standard input')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', MORE)
    .optionsGroup('Output:')
    .option('--all', 'every bad one of a capture, not only the first ten')
    .option(
      '--json',
      'for programs: what is not good, or with --all every one; why, of the first 1000',
    )
    .option('--explain [protocol]', 'the working: of all, or of ip, tcp, udp, icmp …')
    .option('--full', 'with --explain: nothing folded')
    .optionsGroup('Mend:')
    .addOption(
      root
        .createOption('--fix [which]', 'packets with right checksums; all: see below')
        .conflicts('json'),
    )
    .option('-w, --write <file>', 'where to; - is standard output')
    .option('--force', 'overwrite a file that exists')
    .optionsGroup('Any bytes:')
    .option('--raw', 'the checksum of the bytes as they are')
    .option('--algorithm <name>', 'inet, crc32, crc32c, fletcher16, adler32')
    .option('--skip <offset:length>', 'leave these bytes out; -4:4 is the end; repeatable', listed)
    .option('--zero <offset:length>', 'count these as zeros; repeatable', listed)
    .option('--pseudo <header>', 'source,destination,protocol[,length] before them')
    .option('--expect <value>', 'exit 1 if it is another')
    .option('--binary', 'the bytes of a file also where they look like text')
    .optionsGroup('Which packets:')
    .option('-Y, --filter <expression>', "as Wireshark's: 'tcp.flags.syn == 1 && ip.ttl < 64'")
    .option('--packets <numbers>', '5-10,20,100-')
    .option('-c, --count <count>', 'stop after so many');
  screenOptions(inputOptions(command)).action(async (operands: string[], options: object) => {
    const { checksumCommand } = await import('./checksum.js');
    await checksumCommand(operands, options);
  });
}

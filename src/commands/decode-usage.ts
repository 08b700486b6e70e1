import type { Command } from 'commander';
import { inputOptions, listed, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip decode 450000140000000040118ea2c0000201c6336402
  tcpdump -XX -r trace.pcap | tcpip decode
  tcpip decode trace.pcap -f summary
  tcpip decode trace.pcap -f summary --verify
  tcpip decode trace.pcap -f csv -e ip.src -e tcp.dstport -E header=y
  tcpip decode --json packet.hex | jq '.packets[0].layers[1].fields.ttl'
  tcpip decode trace.pcap --filter 'dns && ip.src == 192.0.2.0/24' --count 10
  tcpip decode packet.hex --at 0x22
`;

const FORMATS = `
Formats:
  for people    table, summary, tree, dump, diagram, bits, markdown
  for programs  json, ndjson, fields, csv, tsv, hexdump, hex, base64
  as source     c, python, js, go, rust, scapy; command: a line of tcpip build
At a terminal and for one packet it is table, for many packets in a pipe summary.

Input is recognised: hex in any form, xxd, hexdump, od, tcpdump -x to -XX,
tshark -x, text2pcap, Scapy, gdb, logs of kernels and firewalls, literals of C,
Python, JavaScript, Go, Rust and Java, base64, raw bytes, pcap and pcapng; all
of that also packed with gzip, zstd or lz4.
`;

/** `tcpip decode`, and its help. */
export function decodeUsage(root: Command): void {
  const command = root
    .command('decode')
    .description('read packets, show every field')
    .argument('[input...]', 'hex, a file, or - for standard input')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', FORMATS)
    .optionsGroup('Output:')
    .option('-f, --format <name>', 'one of those below')
    .addOption(root.createOption('--json', 'the same as -f json').conflicts('format'))
    .option('--annotate', 'with JSON: place, bits and meaning of every field')
    .option('-e, --fields <name>', 'a column: ip.src, tcp.dstport …; repeatable', listed)
    .option('-E, --settings <key=value>', 'of columns: header=y, separator=, …', listed)
    .addOption(
      root
        .createOption('--at <offset>', 'which field covers this byte: 34, 0x22, 0x22.3')
        .conflicts([...['format', 'json', 'fields']]),
    )
    .option('--verify', 'with summary: verify all checksums, tell those that are bad')
    .option('--strict', 'exit with 1 if a packet is malformed')
    .optionsGroup('Which packets:')
    .option('-Y, --filter <expression>', "as Wireshark's: 'tcp.flags.syn == 1 && ip.ttl < 64'")
    .option('--packets <numbers>', '5-10,20,100-')
    .option('--skip <count>', 'not the first so many of those')
    .option('-c, --count <count>', 'stop after so many');
  screenOptions(inputOptions(command)).action(async (operands: string[], options: object) => {
    const { decodeCommand } = await import('./decode.js');
    await decodeCommand(operands, options);
  });
}

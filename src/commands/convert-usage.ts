import type { Command } from 'commander';
import { inputOptions, listed, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip convert dump.txt -w dump.pcap
  tcpip convert trace.pcapng.gz -w trace.pcap
  tcpip convert trace.pcap --packets 5-10,20 --snaplen 96 -w small.pcap
  tcpip convert trace.pcap --filter 'tcp.port == 443' -w https.pcap
  tcpip convert --merge one.pcap two.pcapng -w both.pcapng
  tcpip convert big.pcap --split-size 10M -w part.pcap
  tcpip convert payload.hex --udp 5000,53 -w query.pcap
  tcpip convert trace.pcap --to hexdump | less
`;

const KINDS = `
Kinds of output:
  pcap          .pcap .cap .dmp   .pcap with nanoseconds where the input has them
  nsecpcap                        with nanoseconds in any case
  pcapng        .pcapng .ntar
  hexdump       .txt              rows that text2pcap and tcpip read, with times
  hex, base64   .hex .b64         a packet a line
  json, ndjson  .json .ndjson
  c, python, js, go, rust         .c .h .py .js .go .rs
  and every other format of tcpip decode, by --to

Several inputs come one after another, or with --merge by time; of packets of one
time that of the earlier input comes first. What is done to packets is done in
this order: --packets, times, headers, --linktype, --filter, --dedup, --chop,
--snaplen, --set-times, --shift, --strict-times, --sort. A capture written in its
own format is copied as it stands, with every block and option, but for what is
changed.
`;

/** `tcpip convert`, and its help. */
export function convertUsage(root: Command): void {
  const command = root
    .command('convert')
    .description('any input to any output: dumps, pcap, pcapng, source code')
    .argument('[input...]', 'hex, a file, or - for standard input')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', KINDS)
    .optionsGroup('Output:')
    .option('-w, --write <file>', 'where to; - is standard output')
    .option('--to <kind>', "one of those below, in place of the file's ending")
    .option('--force', 'overwrite files that exist')
    .option('--split-packets <count>', 'out_00001.pcap …, each of so many packets')
    .option('--split-size <bytes>', 'of at most so many bytes: 500k, 10M, 2G')
    .option('--split-seconds <time>', 'of so many seconds by the times of packets: 60, 5m, 1h')
    .option('--split-linktypes', 'out_ethernet.pcap …, one for each link type')
    .optionsGroup('Which packets:')
    .option('-Y, --filter <expression>', "as Wireshark's: 'dns && ip.src == 192.0.2.0/24'")
    .option('--packets <numbers>', '5-10,20,100-')
    .option('--from-time <time>', 'from then on: 2024-01-01T10:00:00Z, 1700000000.5')
    .option('--to-time <time>', 'before then')
    .option('--dedup [window]', 'without what equals one of so many before; 5 counts itself')
    .option('--merge', 'several inputs by time')
    .option('--sort', 'all packets by time')
    .optionsGroup('Changes:')
    .option('--snaplen <bytes>', 'cut packets off behind so many bytes')
    .option('--chop <bytes>', '14: off the front, -4: off the end, 12:4 behind twelve', listed)
    .option('--adjust-length', 'what is cut off was not on the wire either')
    .option('--shift <time>', 'times are later by 3600.5, -0.25, 2h, 10ms')
    .option('--set-times <start>', 'new times: 2024-01-01, or with a step 2024-01-01,10ms')
    .option('--strict-times [step]', 'no packet earlier than the one before it')
    .optionsGroup('Headers before each packet:')
    .option('--ethertype <type>', 'Ethernet with this type: 0x0800, arp')
    .option('--ip-proto <protocol>', 'Ethernet and IP with this protocol: 17, udp')
    .option('--ip <addresses>', 'from,to of IP: 192.0.2.1,198.51.100.2 or of IPv6')
    .option('--udp <ports>', 'Ethernet, IP and UDP: 5000,53')
    .option('--tcp <ports>', 'Ethernet, IP and TCP')
    .option('--sctp <ports>', 'Ethernet, IP and SCTP');
  screenOptions(inputOptions(command)).action(async (operands: string[], options: object) => {
    const { convertCommand } = await import('./convert.js');
    await convertCommand(operands, options);
  });
}

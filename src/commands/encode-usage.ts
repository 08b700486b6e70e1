import type { Command } from 'commander';
import { madeOptions } from './made-usage.js';
import { denseHelp, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip decode --json packet.hex > packet.json
  tcpip encode packet.json
  tcpip decode --json trace.pcap |
    jq '(.packets[].layers[] | select(.protocol == "ip")).fields.ttl = 1' |
    tcpip encode --fix -w edited.pcap
  tcpip encode '{"layers": [{"protocol": "ip", "fields": {"dst": "192.0.2.1"}},
    {"protocol": "udp", "fields": {"dstport": "domain"}}]}' -f table
  tshark -r trace.pcap -T json -x | tcpip encode -w again.pcap
`;

const MORE = `
What is read: JSON as tcpip decode prints it (a document, a list of packets, one
packet, a packet a line, or many of these one after another), with as few fields
as you like: lengths, checksums and types that are left out are computed. What
is given is kept, however wrong, and a warning says what it should be; --fix
computes all of it anew. offset, length, notes, annotations, *_status and
*_expected are ignored. tshark's -T json -x and -T ek -x are read too, by the
bytes in them.

Formats: hex (the usual one), and all others of tcpip decode. With -w the file's
ending says what is written: .pcap, .pcapng, .hex, .txt, .json, .c, .py …
`;

/** `tcpip encode`, and its help. */
export function encodeUsage(root: Command): void {
  const command = root
    .command('encode')
    .description('make packets from JSON')
    .argument('[input...]', 'a file, - for standard input, or JSON itself')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', MORE)
    .optionsGroup('Values:')
    .option('--fix', 'compute derived values also where they are given')
    .option('--linktype <type>', 'of captures, in place of what packets say');
  denseHelp(screenOptions(madeOptions(command))).action(
    async (operands: string[], options: object) => {
      const { encodeCommand } = await import('./encode.js');
      await encodeCommand(operands, options);
    },
  );
}

import type { Command } from 'commander';
import { inputOptions, listed, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip diff sent.hex received.hex
  tcpip diff before.pcap after.pcap --ignore volatile
  tcpip diff client.pcap server.pcap --by flow --ignore hops --brief
  tcpip build tcp --syn --ttl 63 | tcpip diff expected.hex -
`;

const MORE = `
What is compared: every field of every layer, and so every byte. A field that is
computed from others (a length, a checksum) and right in both stands below what it
follows from. The exit code is 0 if all is the same, 1 if not, 2 for trouble.

--ignore takes Wireshark's names: ip.id is one field, tcp.options all options, tcp
a whole layer; a single word (checksum) is that field in every protocol. What
follows from ignored fields alone is ignored with them. There are words for many:
  volatile   from run to run: ip.id, ip.ttl, ipv6.hlim, ipv6.flow, tcp.seq,
             tcp.ack, TCP's timestamps and SACK blocks, icmp.ident, dns.id,
             checksum, fcs
  hops       from place to place: eth.dst, eth.src, ip.ttl, ipv6.hlim,
             ip.checksum, eth.fcs
  nat        from side to side of a translation: IP addresses, ports of TCP and
             UDP, checksum

Packets of captures are paired in order. With --by flow they are paired in order
within each direction of a conversation (protocol, addresses, ports); what one side
lacks stands alone. Files are then read twice.

--json: {"schema", "a", "b", "pairs": [{"a": {"number"}, "b": {"number"}, "layers":
[{"protocol", "a", "b", "fields": [{"id", "name", "label", "follows_from", "ignored",
"a": {"path", "offset", "bit", "width", "raw", "value", "text", "meaning"}, "b"}]}]}],
"summary": {"pairs", "same", "differ", "only_a", "only_b"}}; null is what one lacks.
`;

/** `tcpip diff`, and its help. */
export function diffUsage(root: Command): void {
  const command = root
    .command('diff')
    .description('two packets or captures, field by field')
    .argument('[a]', 'hex, a file, or - for standard input')
    .usage('[options] <a> <b>')
    .argument('[b]', 'what it is compared with')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', MORE)
    .optionsGroup('What is compared:')
    .option('-i, --ignore <names>', 'ip.id,checksum,volatile …; repeatable', listed)
    .option('--by <what>', 'how packets are paired: order, or flow')
    .option('--frame', 'time, length on the wire and interface too')
    .optionsGroup('Output:')
    .option('--brief', 'one line a packet')
    .option('--json', 'all that differs, for other programs')
    .option('--all', 'all packets that differ, not the first ten');
  screenOptions(inputOptions(command)).action(
    async (a: string | undefined, b: string | undefined, options: object) => {
      const { diffCommand } = await import('./diff.js');
      await diffCommand(
        [a, b].filter((one) => one !== undefined),
        options,
      );
    },
  );
}

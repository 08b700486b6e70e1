import type { Command } from 'commander';
import { inputOptions, listed, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip edit --set ip.ttl=63 --set tcp.dstport=8080 trace.pcap -w edited.pcap
  tcpip edit 4500001c… --set ip.ttl-=1
  tcpip edit --where 'tcp.dstport == 80' --set tcp.flags=SA in.pcap -w x.pcap
  tcpip edit --push 'vlan id=10' trace.pcap -w tagged.pcap
  tcpip edit --map 10.0.0.0/8=192.168.0.0/8 --map 80=8080 trace.pcap -w nat.pcap
  tcpip edit --anonymize --seed secret --mask-payload in.pcapng -w shared.pcapng
`;

const RULES = `
Fields are named as display filters name them: ip.ttl, tcp.flags.syn,
tcp.options.mss_val. Of several layers of a protocol the outermost is meant;
ip.ttl#2 is the second one, ip.ttl#-1 the innermost, ip.ttl#* all of them.
Beyond its largest number a field goes on from 0.

What depends on an edit follows: lengths, padding, numbers of what comes next,
checksums, also of fragments and packets that were cut. It moves by as much as
what it should be moves (RFC 1624): what was right stays right, what was
wrong stays as wrong as it was, and a checksum that is not there stays away.
--fix makes all of it right, --no-fix lets nothing follow. What you set yourself
stays as you set it.

What is done to packets is done in this order: --where and --packets choose,
--strip, --pop, --push, --wrap, --unset, --add, --map, --anonymize,
--mask-payload, --set, --delete, --insert, --patch, --fix, --truncate, --mutate.
Out goes what came in: hex as hex, dumps as dumps, captures as captures with
every block, comment and time; the file's ending or --to asks for another kind.
`;

/** `tcpip edit`, and its help. */
export function editUsage(root: Command): void {
  const command = root
    .command('edit')
    .description('change fields, layers and addresses; what depends on them follows')
    .argument('[input...]', 'hex, a file, or - for standard input')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', RULES)
    .optionsGroup('Fields:')
    .option('-s, --set <field=value>', 'also += -= ^= |= &=; repeatable', listed)
    .option('--add <field=value>', 'the same, where it is not there yet: options', listed)
    .option('--unset <field>', 'take it away; what is derived is computed', listed)
    .optionsGroup('Layers:')
    .option('--push <layer>', "'vlan id=10', 'ip / gre before ip', 'mpls after eth'", listed)
    .option('--pop <layer>', 'vlan, vlan#2, vlan#*', listed)
    .option('--wrap <layer>', 'around the datagram: gre, ip, ipv6', listed)
    .option('--strip <layer>', 'all from the outside through this one: eth, gre', listed)
    .optionsGroup('Addresses:')
    .option('--map <from=to>', '10.0.0.0/8=…, ports 80=8080, MACs; src:80=8080', listed)
    .option('--anonymize', 'other addresses, alike where they were; needs --seed')
    .option('--mask-payload', 'zeros in place of what is said')
    .optionsGroup('Bytes:')
    .option('--delete <offset:count>', '54:4; -4:4 from the end', listed)
    .option('--insert <offset:hex>', '54:cafe, end:00', listed)
    .option('--patch <offset:hex>', 'these bytes there', listed)
    .option('--truncate <bytes>', 'capture no more of each packet')
    .option('--mutate <bits>', 'flip so many bits of each packet')
    .option('--seed <text>', 'decides what --anonymize and --mutate make')
    .optionsGroup('Which packets:')
    .option('-Y, --where <expression>', "as decode's --filter: 'tcp.dstport == 80'")
    .option('--packets <numbers>', '5-10,20,100-')
    .optionsGroup('What follows:')
    .option('--fix [what]', 'all, or sums alone: right, whatever they were')
    .option('--no-fix', 'nothing follows')
    .optionsGroup('Output:')
    .option('-w, --write <file>', 'where to; standard output if left out')
    .option('--to <kind>', 'pcap, pcapng, hex, json … as tcpip convert')
    .option('-i, --in-place', 'the input file itself')
    .option('--force', 'overwrite a file that exists');
  screenOptions(inputOptions(command)).action(async (operands: string[], options: object) => {
    const { editCommand } = await import('./edit.js');
    await editCommand(operands, options);
  });
}

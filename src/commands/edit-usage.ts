import type { Command } from 'commander';
import { denseHelp, inputOptions, listed, screenOptions } from './usage.js';

const EXAMPLES = `Examples:
  tcpip edit --set ip.ttl=63 --set tcp.dstport=8080 trace.pcap -w edited.pcap
  tcpip edit --where 'tcp.dstport == 80' --set tcp.flags=SA in.pcap -w x.pcap
  tcpip edit --push 'vlan id=10' trace.pcap -w tagged.pcap
  tcpip edit --map 10.0.0.0/16=192.168.0.0/16 --map 80=8080 a.pcap -w nat.pcap
  tcpip edit --anonymize --seed secret --mask-payload in.pcapng -w shared.pcapng
`;

const RULES = `
ip.ttl#2 is that of the second ip, #-1 of the innermost, #* of all. What depends
on an edit follows: what was right stays right, what was wrong as wrong. Dumps
stay dumps, captures keep every comment and time. Done in this order: strip,
pop, push, wrap, unset, add, map, anonymize, mask-payload, set, delete, insert,
patch, fix, truncate, mutate.`;

/** `tcpip edit`, and its help. */
export function editUsage(root: Command): void {
  const command = root
    .command('edit')
    .description('change fields, layers and addresses of hex, dumps and captures')
    .argument('[input...]', 'hex, a file, or - for standard input')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', RULES)
    .optionsGroup('Fields:')
    .option('-s, --set <field=value>', 'also += -= ^= |= &=; repeatable', listed)
    .option('--add <field=value>', 'the same; options that are missing are added', listed)
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
  denseHelp(screenOptions(inputOptions(command))).action(
    async (operands: string[], options: object) => {
      const { editCommand } = await import('./edit.js');
      await editCommand(operands, options);
    },
  );
}

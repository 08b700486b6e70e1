import type { Command } from 'commander';
import { listed } from './usage.js';

/** How packets are written that are made, not read. */
export const madeOptions = (command: Command): Command =>
  command
    .optionsGroup('Output:')
    .option('-f, --format <name>', 'as tcpip decode writes it: table, json, c, python …')
    .addOption(command.createOption('--json', 'the same as -f json').conflicts('format'))
    .option('-e, --fields <name>', 'a column: ip.src, tcp.dstport …; repeatable', listed)
    .option('-E, --settings <key=value>', 'of columns: header=y, separator=, …', listed)
    .option('-w, --write <file>', 'where to; - is standard output, a pcap unless --to says else')
    .option('--to <kind>', "pcap, nsecpcap, pcapng, in place of the file's ending")
    .option('--force', 'overwrite a file that exists');

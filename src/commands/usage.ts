import { type Command, Option } from 'commander';

/** An option that may be given several times. */
export const listed = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** How bytes are read: the same words on every subcommand. */
export const inputOptions = (command: Command): Command =>
  command
    .optionsGroup('Input:')
    .option('--from <protocol>', 'what the bytes start with: eth, ip, ipv6, arp, tcp, udp …')
    .option('--linktype <type>', 'the same as captures say it: 1, ethernet, raw, linux_sll …')
    .option('-d, --decode-as <rule>', 'udp.port=5000:dns, ip.proto=253:tcp …; repeatable', listed)
    .option('--hex', 'operands are hex, even where files have such names')
    .addOption(new Option('--file', 'operands are files').conflicts('hex'));

/** How things look. */
export const screenOptions = (command: Command): Command =>
  command
    .optionsGroup('Screen:')
    .option('--width <columns>', "in place of the terminal's")
    .option('--ascii', 'no letter outside of ASCII')
    .option('--color <when>', 'auto, always or never')
    .option('-q, --quiet', 'say nothing but errors')
    .helpOption('-h, --help', 'show this');

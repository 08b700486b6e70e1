import type { Command, Help } from 'commander';

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
    .addOption(command.createOption('--file', 'operands are files').conflicts('hex'));

/** How things look. */
export const screenOptions = (command: Command): Command =>
  command
    .optionsGroup('Screen:')
    .option('--width <columns>', "in place of the terminal's")
    .option('--ascii', 'no letter outside of ASCII')
    .option('--color <when>', 'auto, always or never')
    .option('-q, --quiet', 'say nothing but errors')
    .helpOption('-h, --help', 'show this');

const SHARED = ['Input:', 'Screen:'];

/** Help on one screen: groups close together, and of what many subcommands have the names alone. */
export const denseHelp = (command: Command): Command =>
  command.configureHelp({
    visibleOptions: ({ options }) =>
      options.filter(({ helpGroupHeading = '' }) => !SHARED.includes(helpGroupHeading)),
    visibleArguments: () => [],
    formatHelp(of, helper) {
      // Its own way, which this one stands before.
      const { formatHelp } = Object.getPrototypeOf(helper) as Help;
      const text = formatHelp.call(helper, of, helper).trimEnd();
      const names = SHARED.flatMap((group) => {
        const own = of.options.filter(({ helpGroupHeading }) => helpGroupHeading === group);
        return own.length > 0 ? [group, `  ${own.map(({ flags }) => flags).join('  ')}`] : [];
      });
      return `${[text.replace(/\n\n/g, '\n'), ...names].join('\n')}\n`;
    },
  });

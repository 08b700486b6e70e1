import type { Command } from 'commander';
import type { Field } from '../codec/field.js';
import { closest } from '../codec/number.js';
import type { Protocol } from '../codec/protocol.js';
import { CraftError } from '../craft/craft-error.js';
import { type Listed, listed } from '../craft/fields.js';
import { layerNames, nameOf } from '../craft/layer-names.js';
import { type Preset, presets, usageOf } from '../craft/presets.js';
import { shortGroups, shorts } from '../craft/shorts.js';
import { InputError } from '../input/input-error.js';
import { quoted } from '../output/command.js';
import { writeOut } from '../output/standard-output.js';
import { catalog } from '../protocols/index.js';
import { lookFor, type ScreenOptions } from './screen.js';

interface HelpOptions extends ScreenOptions {
  helpFlags?: boolean;
  helpPresets?: boolean;
  helpOptions?: boolean;
}

const EXAMPLES = `Examples:
  tcpip build tcp --syn
  tcpip build tcp --syn --src 10.0.0.1 --dst 10.0.0.2 --dport https --mss 1460
  tcpip build eth vlan id=10 / ip dst=10.0.0.2 ttl=3 df / udp dport=9 / raw 'hi'
  tcpip build dns-query example.com AAAA -f table
  tcpip build tcp --syn --dport 1-1024 -w scan.pcap
  tcpip build tcp --syn --bad-checksum tcp --explain

Layers in their order, key=value behind each; / between them is for the eye.
What is below the first is added: eth and ip, or ipv6 where an address has
colons. raw 'text' and hex 00ff are payload. What is left out is computed or
stands by default; what is given stays as it is, however wrong.

Each field is a flag too: --ttl 3, --ip.ttl 3. Numbers and addresses may be
many: 1-1024,8080  1..30  0..1000:100  10.0.0.0/28.
`;

const MORE = `
More:
  tcpip build tcp --help       fields of a layer, and its short names
  tcpip build --help-flags     short names of fields: --src, --dport, --mss …
  tcpip build --help-presets   packets with a name: ping, dns-query, syn-linux …
  tcpip build --help-options   what each option above does
`;

/** What there is to say of the layers that are named; of none, of the command. */
export async function buildHelp(
  args: readonly string[],
  options: HelpOptions,
  command: Command,
): Promise<void> {
  const { width } = await lookFor(options, false);
  const print = (lines: readonly string[]) => writeOut(`${lines.join('\n')}\n`);
  if (options.helpOptions) return command.outputHelp();
  if (options.helpPresets) return print(presetLines(width));
  if (options.helpFlags) return print(flagLines(width));
  const words = args
    .filter((word) => !word.startsWith('-') && !word.includes('='))
    .flatMap((word) => word.split('/').filter(Boolean));
  if (words.length === 0) return print(commandLines(command, width));
  for (const [i, word] of words.entries()) {
    if (i > 0) print(['']);
    const name = nameOf(catalog, word);
    const preset = word.toLowerCase();
    if (name !== undefined) print(layerLines(catalog.named(name), args.includes('--all'), width));
    else if (Object.hasOwn(presets, preset)) print(presetHelp(preset, width));
    else throw unknown(word);
  }
}

function unknown(word: string): InputError {
  const near = closest(word, [...layerNames(catalog), ...Object.keys(presets)]);
  const hint = near ? `did you mean '${near}'?` : `layers: ${layerNames(catalog).join(', ')}`;
  return new InputError(`'${word}' is neither a layer nor a preset`, hint);
}

/** Examples, and the names of all options: a screen. */
function commandLines(command: Command, width: number): string[] {
  const groups = new Map<string, string[]>();
  for (const { flags, helpGroupHeading = '' } of command.options) {
    groups.set(helpGroupHeading, [...(groups.get(helpGroupHeading) ?? []), flags]);
  }
  const lines = [...groups].flatMap(([title, flags]) => [title, ...wrapped(flags, width, '  ')]);
  return `${EXAMPLES}\n${lines.join('\n')}\n${MORE}`.trimEnd().split('\n');
}

/** Two columns; what is too long for one line goes on below. */
function row(left: string, right: string, width: number): string[] {
  const fits = left.length + 4 + right.length <= width;
  const from = fits ? Math.max(COLUMN, left.length + 4) : Math.min(COLUMN, width - 20);
  const texts = wrapped(right.split(' '), Math.max(width - from, 10), ' ', '');
  if (left.length + 4 > from) texts.unshift('');
  return texts.map((text, i) => `${(i === 0 ? `  ${left}` : '').padEnd(from)}${text}`.trimEnd());
}
const COLUMN = 29;

function presetLines(width: number): string[] {
  return [
    'Packets that have a name; flags and layers behind it change and add:',
    '  tcpip build ping --dst 192.0.2.9 --ttl 3',
    '  tcpip build udp --dport 33434 | tcpip build icmp-unreachable -f table',
    '',
    ...Object.entries(presets).flatMap(([name, { help }]) => row(usageOf(name), help, width)),
  ];
}

function presetHelp(name: string, width: number): string[] {
  const preset = presets[name] as Preset;
  const { help, around } = preset;
  const own = around ? [] : wordsOf(preset);
  return [
    `tcpip build ${around ? `udp | tcpip build ${usageOf(name)}` : usageOf(name)}`,
    `  ${help}`,
    ...(own.length ? ['', 'The same as:', ...wrapped(['tcpip build', ...own], width, ' ')] : []),
  ];
}

/** What a preset stands for, with examples for what it asks. */
function wordsOf({ operands = [], words }: Preset): readonly string[] {
  for (const address of ['192.0.2.1', '2001:db8::2']) {
    try {
      const given = operands.map((one) => (one === 'ADDRESS' ? address : EXAMPLE[one]) ?? one);
      return words(given).map(quoted);
    } catch (error) {
      if (!(error instanceof CraftError)) throw error;
    }
  }
  return [];
}
const EXAMPLE: Readonly<Record<string, string>> = { NAME: 'example.com', TYPE: 'AAAA' };

function flagLines(width: number): string[] {
  const groups = Object.entries(shortGroups).map(([title, group]) => [
    `${title}:`,
    ...Object.entries(group).flatMap(([name, { value, help }]) =>
      row(`--${name}${value === undefined ? '' : ` <${value}>`}`, help, width),
    ),
  ]);
  return groups.flatMap((lines, i) => (i > 0 ? ['', ...lines] : lines));
}

/** The fields of a header, and the short names among them; `all`: also those inside options. */
function layerLines(protocol: Protocol, all: boolean, width: number): string[] {
  const { name, title, declaration } = protocol;
  const short = Object.entries(shorts).filter(([, { fields }]) =>
    fields.some((field) => field.startsWith(`${name}.`)),
  );
  // Alternatives may have fields of the same name: one of them speaks for all.
  const fields = [...new Map(listed(protocol).map((one) => [one.name, one])).values()];
  const outer = fields.filter((one) => !insideOptions(declaration.fields, one.name));
  const many = !all && outer.length > MOST;
  const own = all ? fields : many ? outer.filter((one) => !/\..*\./.test(one.name)) : outer;
  const options = Object.entries<Field>(declaration.fields).flatMap(([key, { known }]) =>
    known ? [[key, Object.keys(known)] as const] : [],
  );
  return [
    `${name}: ${title}${declaration.rfc ? `, ${declaration.rfc}` : ''}`,
    ...examples(protocol),
    ...(short.length
      ? [
          '',
          'Short names:',
          ...wrapped(
            short.map(([key]) => `--${key}`),
            width,
          ),
        ]
      : []),
    '',
    ...(many ? namesOnly(name, own, width) : described(name, own, width)),
    ...options.flatMap(([key, names]) => [
      '',
      `--${name}.${key} takes a list of:`,
      ...wrapped(names, width),
    ]),
    ...(many || own.length < fields.length
      ? ['', `With --all: the ${fields.length} fields, those inside too, and what each is.`]
      : []),
  ];
}

/** Beyond this they do not fit on a screen. */
const MOST = 50;
const HEADING = 'Fields, each a flag and, without its first word, a key:';

const described = (protocol: string, fields: readonly Listed[], width: number): string[] => [
  HEADING,
  ...fields.flatMap(({ name, field }) =>
    row(`--${protocol}.${name}`, `${field.label}${rangeOf(field)}`, width),
  ),
];

const namesOnly = (protocol: string, fields: readonly Listed[], width: number): string[] => [
  `${HEADING} --${protocol}. and one of`,
  ...wrapped(
    fields.map(({ name }) => name),
    width,
  ),
];

const insideOptions = (fields: Readonly<Record<string, Field>>, name: string): boolean =>
  Object.entries(fields).some(
    ([key, { known, inline }]) => (known || inline) && !!known && name.startsWith(`${key}.`),
  );

function examples({ name, plan }: Protocol): string[] {
  const port = plan.ends === 'port' ? ' dstport=443' : '';
  return [
    `  tcpip build ${name}${port} -f table`,
    `  tcpip build eth / ip / ${name}${port} --explain`,
  ].slice(0, plan.ends === 'link' || plan.ends === 'net' ? 1 : 2);
}

/** `16 bits`, `0 or 1` */
function rangeOf({ bits, truth, fields, names }: Field): string {
  if (truth) return ': a flag';
  if (fields) return `: ${Object.keys(fields).join(', ')}`;
  const some = names ? [...names.entries()].slice(0, 3).map(([, one]) => one) : [];
  const named = some.length > 0 ? `, ${some.join(', ')} …` : '';
  return bits > 0 ? `: ${bits} bits${named}` : '';
}

/** Words in lines of at most that width. */
function wrapped(words: readonly string[], width: number, between = ', ', indent = '  '): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const [i, word] of words.entries()) {
    const text = i < words.length - 1 ? word + between : word;
    if (line.length > indent.length && line.length + text.trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += text;
  }
  return [...lines, line.trimEnd()].map((one) =>
    one.length > width ? `${one.slice(0, width - 1)}…` : one,
  );
}

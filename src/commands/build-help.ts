import type { Field } from '../codec/field.js';
import type { Protocol } from '../codec/protocol.js';
import { CraftError } from '../craft/craft-error.js';
import { listed } from '../craft/fields.js';
import { presets, usageOf } from '../craft/presets.js';
import { type Short, shortGroups, shorts } from '../craft/shorts.js';
import { nameOf } from '../craft/words.js';
import { InputError } from '../input/input-error.js';
import { writeOut } from '../output/standard-output.js';
import { catalog } from '../protocols/index.js';
import { lookFor, type ScreenOptions } from './screen.js';

interface HelpOptions extends ScreenOptions {
  helpFlags?: boolean;
  helpPresets?: boolean;
}

/** What there is to say of the layers that are named; of none, the help of the command. */
export async function buildHelp(
  args: readonly string[],
  options: HelpOptions,
  help: () => void,
): Promise<void> {
  const { width } = await lookFor(options, false);
  const print = (lines: readonly string[]) =>
    writeOut(`${lines.map((line) => cut(line, width)).join('\n')}\n`);
  if (options.helpPresets) return print(presetLines());
  if (options.helpFlags) return print(flagLines());
  const words = args.filter((word) => !word.startsWith('-') && !/[=/]/.test(word));
  if (words.length === 0) return help();
  for (const word of words) {
    const name = nameOf(catalog, word);
    if (name !== undefined) print(layerLines(catalog.named(name), args.includes('--all'), width));
    else if (Object.hasOwn(presets, word)) print(presetHelp(word));
    else throw new InputError(`'${word}' is neither a layer nor a preset`, layersHint());
  }
}

const cut = (line: string, width: number): string =>
  line.length > width ? `${line.slice(0, width - 1)}…` : line;

const layersHint = (): string =>
  `layers: ${[...new Set(catalog.protocols.map((p) => p.name))].join(', ')}`;

const row = (left: string, right: string): string => `  ${left.padEnd(27)} ${right}`;

function presetLines(): string[] {
  return [
    'Packets that have a name; flags and layers behind it change and add:',
    '  tcpip build ping --dst 192.0.2.9 --ttl 3',
    '  tcpip build udp --dport 33434 | tcpip build icmp-unreachable -f table',
    '',
    ...Object.entries(presets).map(([name, { help }]) => row(usageOf(name), help)),
  ];
}

function presetHelp(name: string): string[] {
  const { help, words, around } = presets[name] as (typeof presets)[string];
  const own = around ? [] : wordsOf(words);
  return [
    `tcpip build ${usageOf(name)}`,
    `  ${help}`,
    ...(own.length ? [`  ${own.join(' ')}`] : []),
  ];
}

/** What a preset stands for, if that can be said without operands. */
function wordsOf(words: (operands: readonly string[]) => readonly string[]): readonly string[] {
  try {
    return ['the same as: tcpip build', ...words(['NAME', '192.0.2.1'])];
  } catch (error) {
    if (error instanceof CraftError) return [];
    throw error;
  }
}

function flagLines(): string[] {
  return Object.entries(shortGroups).flatMap(([title, group]) => [
    `${title}:`,
    ...Object.entries(group).map(([name, short]) => shortLine(name, short)),
    '',
  ]);
}

const shortLine = (name: string, { value, help }: Short): string =>
  row(`--${name}${value === undefined ? '' : ` <${value}>`}`, help);

/** The fields of a header, and the short names among them; `all`: also those inside options. */
function layerLines(protocol: Protocol, all: boolean, width: number): string[] {
  const { name, title, declaration } = protocol;
  const short = Object.entries(shorts).filter(([, { fields }]) =>
    fields.some((field) => field.startsWith(`${name}.`)),
  );
  const fields = listed(protocol);
  const own = fields.filter((one) => all || !insideOptions(declaration.fields, one.name));
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
    'Fields, each a flag and, without its first word, a key:',
    ...own.map(({ name: field, field: declared }) =>
      row(`--${name}.${field}`, `${declared.label}${rangeOf(declared)}`),
    ),
    ...options.flatMap(([key, names]) => [
      '',
      `--${name}.${key} takes a list of:`,
      ...wrapped(names, width),
    ]),
    ...(own.length < fields.length
      ? ['', `--all lists the ${fields.length} fields with those inside.`]
      : []),
  ];
}

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

function wrapped(words: readonly string[], width: number): string[] {
  const lines = ['  '];
  for (const [i, word] of words.entries()) {
    const text = i < words.length - 1 ? `${word}, ` : word;
    if ((lines.at(-1) as string).length + text.trimEnd().length > width) lines.push('  ');
    lines[lines.length - 1] += text;
  }
  return lines.map((line) => line.trimEnd());
}

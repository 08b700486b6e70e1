import type { Command } from 'commander';

/** What follows an option's name: nothing, a value, or perhaps one. */
type Takes = 'nothing' | 'value' | 'maybe';
type Values = Record<string, unknown>;
type Action = (operands: readonly string[], options: Values) => unknown;
type Parse = (value: string, before: unknown) => unknown;

/** An option as usages name it: `-f, --format <name>`. */
class Known {
  readonly long: string;
  readonly short: string | undefined;
  readonly takes: Takes;
  readonly negates: boolean;
  /** Its key among the values. */
  readonly key: string;
  helpGroupHeading = '';
  others: readonly string[] = [];

  constructor(
    readonly flags: string,
    readonly parse?: Parse,
  ) {
    const [names = '', value = ''] = flags.split(/ (?=[<[])/);
    const [first = '', second = first] = names.split(', ');
    this.long = second;
    this.short = second === first ? undefined : first;
    this.takes = value === '' ? 'nothing' : value.startsWith('<') ? 'value' : 'maybe';
    this.negates = second.startsWith('--no-');
    const name = second.slice(this.negates ? '--no-'.length : '--'.length);
    this.key = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  }

  conflicts(keys: string | readonly string[]): this {
    this.others = typeof keys === 'string' ? [keys] : keys;
    return this;
  }
}

/** Listens to a usage in commander's place, and keeps what reading words takes. */
class Listener {
  readonly options: Known[] = [];
  lenient = false;
  does: Action | undefined;
  private variadic = 0;
  private fixed = 0;
  private group = '';

  /** All operands go into one array. */
  get takesAll(): boolean {
    return this.variadic === 1 && this.fixed === 0;
  }

  argument(name: string): this {
    if (name.endsWith('...]')) this.variadic++;
    else this.fixed++;
    return this;
  }

  option(flags: string, _: string, parse?: Parse): this {
    return this.addOption(new Known(flags, parse));
  }

  createOption(flags: string): Known {
    return new Known(flags);
  }

  addOption(option: Known): this {
    option.helpGroupHeading = this.group;
    this.options.push(option);
    return this;
  }

  optionsGroup(name: string): this {
    this.group = name;
    return this;
  }

  allowUnknownOption(): this {
    this.lenient = true;
    return this;
  }

  action(action: Action): this {
    this.does = action;
    return this;
  }

  // Said to people alone.
  command(): this {
    return this;
  }
  description(): this {
    return this;
  }
  usage(): this {
    return this;
  }
  addHelpText(): this {
    return this;
  }
  helpOption(): this {
    return this;
  }
  configureHelp(): this {
    return this;
  }
}

export interface Plain {
  readonly operands: readonly string[];
  readonly options: Values;
  run(): unknown;
}

/** Whoever asks for these is to be told something. */
const ASKS = /^(?:--$|-[Vh]|--version|--help)/;

/**
 * The words behind a subcommand as commander would read them, where nothing is to be explained;
 * undefined: commander is to do it. To load it takes a fifth of what building a packet takes.
 */
export function plainly(
  usage: (root: Command) => void,
  words: readonly string[],
): Plain | undefined {
  if (words.some((word) => ASKS.test(word))) return undefined;
  const listener = new Listener();
  usage(listener as unknown as Command);
  const { does: action, options: known, lenient } = listener;
  if (!action || !listener.takesAll) return undefined;
  const options: Values = {};
  for (const { negates, key } of known) {
    if (negates && !known.some((one) => !one.negates && one.key === key)) options[key] = true;
  }
  const operands: string[] = [];
  const given: Known[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const [option, value] = word.length > 1 && word[0] === '-' ? named(known, word) : [];
    if (!option) {
      if (word.length > 1 && word[0] === '-' && !lenient) return undefined;
      operands.push(word);
      continue;
    }
    const { takes, key, negates, parse } = option;
    if (takes === 'maybe' || (takes === 'nothing' && value !== undefined)) return undefined;
    given.push(option);
    if (takes === 'nothing') {
      options[key] = !negates;
      continue;
    }
    const told = value ?? words[++i];
    if (told === undefined) return undefined;
    options[key] = parse ? parse(told, options[key]) : told;
  }
  const keys = given.map(({ key }) => key);
  if (given.some(({ others }) => others.some((key) => keys.includes(key)))) return undefined;
  return { operands, options, run: () => action(operands, options) };
}

/** The option that a word names, and the value that it holds: `--format=json`, `-fjson`. */
function named(known: readonly Known[], word: string): [option?: Known, value?: string] {
  const whole = known.find(({ long, short }) => word === long || word === short);
  if (whole) return [whole];
  if (word[1] !== '-') {
    const first = known.find(({ short }) => short === word.slice(0, 2));
    return first ? [first, word.slice(2)] : [];
  }
  const equals = word.indexOf('=');
  if (equals < 0) return [];
  const before = known.find(({ long }) => long === word.slice(0, equals));
  return before ? [before, word.slice(equals + 1)] : [];
}

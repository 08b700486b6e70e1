import type { Command, CommanderError } from 'commander';
import { visible } from '../codec/visible.js';
import { InputError } from '../input/input-error.js';
import { writeError } from '../output/standard-output.js';
import type { Crew } from '../start/crew.js';
import { plainly } from './plain-words.js';
import { inLines } from './say.js';
import { join } from './thread.js';

/** Exit codes: design contract, shared by all subcommands. */
const USAGE = 2;
const FAULT = 70;
const IO = 74;

/** Subcommands by name, each with what it says of itself. */
export type Usages = Readonly<Record<string, (root: Command) => void>>;

/** Runs the program on these arguments, and sets the exit code. */
export async function runWith(
  usages: Usages,
  typed: readonly string[],
  crew?: Crew,
): Promise<void> {
  const [first, ...rest] = typed;
  const asked = first === 'help' ? [...rest, '--help'] : typed;
  const [name = '-'] = asked;
  // Of a command that is not there, that is to be said, and no help.
  const args = name.startsWith('-') || Object.hasOwn(usages, name) ? asked : [name];
  try {
    if (crew) await join(crew);
    if (!args.length) {
      throw new InputError('a command is needed', 'tcpip decode 4500…; tcpip --help shows more');
    }
    const usage = Object.hasOwn(usages, name) ? usages[name] : undefined;
    const plain = usage && plainly(usage, args.slice(1));
    if (plain) await plain.run();
    else await (await import('./root.js')).read(usages, args);
  } catch (error) {
    process.exitCode = report(error);
  }
}

const HELP = '--help shows what there is';
const HINTS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': `tcpip decode reads hex and files; ${HELP}`,
};

/** One line of what, where, why; gives the exit code. */
function report(error: unknown): number {
  if (isCommanders(error)) {
    if (error.exitCode === 0) return 0;
    // A suggestion is a line of its own.
    const hint = error.message.includes('\n') ? '' : `\n  ${HINTS[error.code] ?? HELP}`;
    complain(error.message + hint);
    return USAGE;
  }
  if (process.env.TCPIP_DEBUG === '1' && error instanceof Error) {
    writeError(`${error.stack ?? error.message}\n`);
  }
  if (error instanceof InputError || error instanceof RangeError) {
    const hint = error instanceof InputError && error.hint ? `\n  ${error.hint}` : '';
    complain(`error: ${error.message}${hint}`);
    return USAGE;
  }
  if (isSystemError(error)) {
    complain(`error: ${inWords(error)}`);
    return IO;
  }
  const text = error instanceof Error ? error.message : String(error);
  complain(`error: a fault of this program: ${text}; TCPIP_DEBUG=1 shows where`);
  return FAULT;
}

/** What was typed may steer the terminal as well as what a packet holds. */
function complain(text: string): void {
  const [what = '', ...hints] = text.split('\n').map(visible);
  // Commands are to be copied, and a caret stays below its place.
  const marked = /^ *\^+$/.test(hints.at(-1) ?? '');
  const said = hints.map((hint) => (marked || /^ *tcpip /.test(hint) ? hint : inLines(hint, 2)));
  writeError(`${[inLines(what, 'error: '.length), ...said].join('\n')}\n`);
}

/** What was read or written has no name where it was there from the start. */
const NAMELESS: Readonly<Record<string, string>> = {
  read: 'standard input',
  write: 'standard output',
};

/** The system's words, without its codes: `dump.hex: permission denied`. */
function inWords({ message }: Error): string {
  const [, why = message, call = '', path = NAMELESS[call]] =
    /^[A-Z\d]+: (.+), (\w+)(?: '(.*?)'(?: -> .*)?)?$/s.exec(message) ?? [];
  return path === undefined ? why : `${path}: ${why}`;
}

/** Its class is loaded with the rest of it. */
function isCommanders(error: unknown): error is CommanderError {
  return error instanceof Error && 'code' in error && `${error.code}`.startsWith('commander.');
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

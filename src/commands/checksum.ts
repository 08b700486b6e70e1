import { InputError } from '../input/input-error.js';
import { exists, plainHex } from '../input/plain-hex.js';
import { Run, type RunOptions } from './checksum-run.js';
import { lookFor } from './screen.js';
import { isTerminal } from './terminal.js';

export interface ChecksumOptions extends RunOptions {
  all?: boolean;
  json?: boolean;
  explain?: string | true;
  full?: boolean;
  fix?: string | true;
  write?: string;
  force?: boolean;
  raw?: boolean;
  algorithm?: string;
  skip?: readonly string[];
  zero?: readonly string[];
  pseudo?: string;
  expect?: string;
  binary?: boolean;
}

/** A checksum is bad, the input is damaged, or nothing was there to check. */
const NEGATIVE = 1;

/** Bytes that need be no packet have no field, and are not chosen. */
const NOT_RAW = ['explain', 'fix', 'json', 'write', 'filter', 'packets', 'count'] as const;

const SHORT_HELP = `tcpip checksum 450000140000000040118ea2c0000201c6336402
  tcpip checksum trace.pcap
  tcpip checksum --help shows more`;

export async function checksumCommand(
  given: readonly string[],
  asked: ChecksumOptions,
): Promise<void> {
  const { operands, options } = await settled(given, asked);
  if (!operands.length && isTerminal(0)) throw new InputError('no bytes to check', SHORT_HELP);
  const from = operands.length ? operands : ['-'];
  if (options.raw) {
    const one = NOT_RAW.find((name) => options[name] !== undefined);
    if (one) throw new InputError(`--${one} and --raw exclude each other`, 'leave one of them out');
    const { rawCommand } = await import('./checksum-raw.js');
    if (!(await rawCommand(from, options))) process.exitCode = NEGATIVE;
    return;
  }
  refuse(options, ['algorithm', 'skip', 'zero', 'pseudo', 'expect', 'binary'], '--raw');
  if (options.fix !== undefined) {
    const { fixCommand } = await import('./checksum-fix.js');
    if (!(await fixCommand(from, options))) process.exitCode = NEGATIVE;
    return;
  }
  refuse(options, ['write', 'force'], '--fix');
  if (!(await check(from, options))) process.exitCode = NEGATIVE;
}

async function check(operands: readonly string[], options: ChecksumOptions): Promise<boolean> {
  const look = await lookFor(options, false);
  const streams = (options.all || options.json || options.explain !== undefined) ?? false;
  const run = await Run.open(operands, options, !(streams && isTerminal(1)));
  const { Verdicts } = await import('./checksum-verdicts.js');
  const reporter = options.json
    ? new (await import('./checksum-json.js')).JsonReport(options)
    : new (await import('./checksum-screen.js')).Screen(options, look);
  const verdicts = new Verdicts(reporter);
  await run.each(verdicts);
  await verdicts.end();
  return run.end() && !verdicts.bad;
}

/** `--explain` and `--fix` take a word, or none: what is no such word is an operand. */
async function settled(
  operands: readonly string[],
  options: ChecksumOptions,
): Promise<{ operands: readonly string[]; options: ChecksumOptions }> {
  let { explain, fix } = options;
  const all = [...operands];
  if (typeof fix === 'string' && fix !== 'all' && fix !== 'bad') {
    all.unshift(fix);
    fix = true;
  }
  if (typeof explain === 'string') {
    const { isExplained } = await import('./checksum-explained.js');
    if (!(await isExplained(explain))) {
      if (all.length > 0 && /^[a-z]\w*$/i.test(explain) && !isInput(explain)) {
        throw new InputError(
          `--explain: no protocol is called '${explain}'`,
          'ip, tcp, udp, icmp …',
        );
      }
      all.unshift(explain);
      explain = true;
    }
  }
  const settled = { ...options };
  if (fix !== undefined) settled.fix = fix;
  if (explain !== undefined) settled.explain = explain;
  return { operands: all, options: settled };
}

const isInput = (word: string): boolean => exists(word) || plainHex(word) !== undefined;

function refuse(
  options: ChecksumOptions,
  names: readonly (keyof ChecksumOptions)[],
  needed: string,
): void {
  const name = names.find((one) => options[one] !== undefined);
  if (!name) return;
  throw new InputError(
    `--${name} goes with ${needed} only`,
    `tcpip checksum ${needed} --${name} …`,
  );
}

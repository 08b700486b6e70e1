import {
  type Algorithm,
  algorithms,
  type Pseudo,
  prepared,
  pseudoHeader,
  type Stretch,
} from '../checksum/raw.js';
import { hexOf } from '../checksum/report.js';
import { parseIpv4, parseIpv6 } from '../codec/address.js';
import { internetChecksum } from '../codec/checksum/internet.js';
import { closest, parseNumber } from '../codec/number.js';
import { openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { noFile } from '../input/no-file.js';
import { exists } from '../input/plain-hex.js';
import { wholeFile } from '../input/whole-file.js';
import { writeOut } from '../output/standard-output.js';
import { inBytes } from '../protocols/words.js';
import { ipProtocols } from '../registries/ip-protocols.js';
import type { ChecksumOptions } from './checksum.js';
import { say } from './say.js';

interface Asked {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly pseudo: Pseudo | undefined;
  readonly expected: number | undefined;
  readonly skip: readonly Stretch[];
  readonly zero: readonly Stretch[];
}

/** The checksum of bytes that need be no packet; true: it is what was expected. */
export async function rawCommand(
  operands: readonly string[],
  options: ChecksumOptions,
): Promise<boolean> {
  const asked = askedFrom(options);
  let met = true;
  const notices = new Set<string>();
  for await (const bytes of bytesOf(operands, options, notices)) {
    const value = summed(bytes, asked);
    writeOut(`${hexOf(value, asked.algorithm.bits)}\n`);
    if (!options.quiet) tell(value, bytes, asked, notices);
    if (asked.expected !== undefined && asked.expected !== value) met = false;
  }
  return met;
}

function askedFrom(options: ChecksumOptions): Asked {
  const { algorithm: name = 'inet', pseudo, expect, skip = [], zero = [] } = options;
  const algorithm = Object.hasOwn(algorithms, name) ? algorithms[name] : undefined;
  if (!algorithm) {
    const near = closest(name, Object.keys(algorithms));
    const known = Object.keys(algorithms).join(', ');
    throw new InputError(
      `--algorithm: there is no '${name}'`,
      near ? `did you mean '${near}'?` : known,
    );
  }
  if (pseudo !== undefined && name !== 'inet') {
    throw new InputError(`--pseudo goes with --algorithm inet, not with ${name}`);
  }
  return {
    name,
    algorithm,
    pseudo: pseudo === undefined ? undefined : pseudoFrom(pseudo),
    expected: expect === undefined ? undefined : valueFrom(expect, algorithm.bits),
    skip: skip.map((one) => stretchFrom(one, '--skip')),
    zero: zero.map((one) => stretchFrom(one, '--zero')),
  };
}

async function* bytesOf(
  operands: readonly string[],
  { hex, file, binary }: ChecksumOptions,
  notices: Set<string>,
): AsyncGenerator<Uint8Array> {
  if (binary) {
    for (const path of operands) {
      if (path !== '-' && !exists(path))
        throw noFile(path, false, 'without --binary it may be hex');
      yield wholeFile(path);
    }
    return;
  }
  const input = await openInput(operands, { hex, file });
  for (const { bytes } of input.frames) yield bytes;
  for (const notice of input.notices) notices.add(notice);
}

function summed(bytes: Uint8Array, { algorithm, pseudo, skip, zero }: Asked): number {
  const covered = prepared(bytes, skip, zero);
  if (!pseudo) return algorithm.of(covered);
  return internetChecksum(pseudoHeader(pseudo, covered.length), covered);
}

/** What a developer wants to compare with: the bytes as they are sent, and swapped. */
function tell(
  value: number,
  bytes: Uint8Array,
  { name, algorithm: { bits, little }, expected }: Asked,
  notices: ReadonlySet<string>,
): void {
  const digits = hexOf(value, bits).slice(2).match(/../g) ?? [];
  const turned = [...digits].reverse();
  const sent = little ? turned : digits;
  say(`${name} over ${inBytes(bytes.length)}; on the wire ${sent.join(' ')}`);
  for (const notice of notices) say(notice);
  if (expected === undefined || expected === value) return;
  const swapped = Number(`0x${turned.join('')}`) === expected;
  const same = name === 'inet' && expected % 0xffff === 0 && value % 0xffff === 0;
  const why = swapped
    ? ': the same bytes, swapped'
    : same
      ? ': 0 and 0xffff are the same sum'
      : (~value & 0xffff) === expected && name === 'inet'
        ? ': the complement is not taken'
        : '';
  say(`${hexOf(expected, bits)} was expected${why}`);
}

function stretchFrom(text: string, option: string): Stretch {
  const [, minus = '', from = '', to = ''] = /^(-?)([^:-]+):([^:-]+)$/.exec(text) ?? [];
  const offset = parseNumber(from);
  const length = parseNumber(to);
  if (typeof offset === 'number' && typeof length === 'number') {
    return { offset: minus ? -offset : offset, length, typed: `${option} ${text}` };
  }
  throw new InputError(
    `${option}: an offset and a length are needed, not '${text}'`,
    `${option} 16:2, ${option} 0x10:2, ${option} -4:4`,
  );
}

function pseudoFrom(text: string): Pseudo {
  const hint = '--pseudo 192.0.2.1,198.51.100.2,tcp or 2001:db8::1,2001:db8::2,17,40';
  const [from = '', to = '', word = '', size, ...rest] = text.split(',');
  const source = addressFrom(from);
  const destination = addressFrom(to);
  const protocol = ipProtocols.numberOf(word) ?? parseNumber(word);
  const length = size === undefined ? undefined : parseNumber(size);
  const problem =
    source === undefined
      ? `'${from}' is no address`
      : destination === undefined
        ? `'${to}' is no address`
        : source.length !== destination.length
          ? 'one address is of IPv4, the other of IPv6'
          : typeof protocol !== 'number' || protocol < 0 || protocol > 255
            ? `'${word}' is no protocol`
            : rest.length || (size !== undefined && !(Number(length) >= 0))
              ? `'${[size, ...rest].join(',')}' is no length`
              : undefined;
  if (problem !== undefined || !source || !destination || typeof protocol !== 'number') {
    throw new InputError(`--pseudo: ${problem}`, hint);
  }
  return {
    source,
    destination,
    protocol,
    length: length === undefined ? undefined : Number(length),
  };
}

function addressFrom(text: string): Uint8Array | undefined {
  const address = parseIpv4(text);
  if (address === undefined) return parseIpv6(text);
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, address);
  return bytes;
}

function valueFrom(text: string, bits: number): number {
  // As other tools print it: digits of hex without a mark.
  const value =
    parseNumber(text) ?? (/^[\da-f]{4,8}$/i.test(text) ? Number(`0x${text}`) : undefined);
  if (typeof value === 'number' && value >= 0 && value < 2 ** bits) return value;
  throw new InputError(
    `--expect: a number of ${bits} bits is needed, not '${text}'`,
    `--expect 0x${'0'.repeat(bits >> 2)}`,
  );
}

import { FieldError, shown } from '../codec/field.js';
import { toHex } from '../codec/hex.js';
import { CraftError } from './craft-error.js';
import { bytesOf } from './escapes.js';
import { randomBytes } from './random.js';

export interface PayloadOptions {
  payload?: string;
  payloadHex?: string;
  payloadFile?: string;
  payloadSize?: string;
  payloadPattern?: string;
  payloadRandom?: string | true;
  seed?: string;
}

/** No datagram holds more. */
const MOST = 65535;

/** The payload that was asked for, as hex; `file` reads one. */
export function payloadFrom(
  options: PayloadOptions,
  file: (path: string) => Uint8Array,
): string | undefined {
  const { payload, payloadHex, payloadFile, payloadPattern, payloadRandom } = options;
  const ways = { payload, payloadHex, payloadFile, payloadPattern, payloadRandom };
  const given = Object.entries(ways).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    const names = given.map(([key]) => `--${key.replace(/[A-Z]/, (l) => `-${l.toLowerCase()}`)}`);
    throw new CraftError(`${names.join(' and ')}: one payload is enough`);
  }
  const size = sizeFrom(options.payloadSize);
  if (payloadRandom !== undefined) {
    const count =
      payloadRandom === true ? (size ?? 64) : (sizeFrom(payloadRandom, '--payload-random') ?? 0);
    return toHex(randomBytes(seedFrom(options.seed), count));
  }
  const bytes =
    payload !== undefined
      ? textBytes(payload, '--payload')
      : payloadHex !== undefined
        ? hexBytes(payloadHex, '--payload-hex')
        : payloadFile !== undefined
          ? file(payloadFile)
          : undefined;
  if (bytes && size === undefined) return toHex(bytes);
  if (size === undefined && payloadPattern === undefined) return undefined;
  const pattern = bytes ?? (payloadPattern === undefined ? LETTERS : patternFrom(payloadPattern));
  return toHex(repeated(pattern, size ?? pattern.length));
}

/** Easy to find again in a dump. */
const LETTERS = new TextEncoder().encode('abcdefghijklmnopqrstuvwxyz');

const patternFrom = (text: string): Uint8Array =>
  text.startsWith('0x')
    ? hexBytes(text.slice(2), '--payload-pattern')
    : textBytes(text, '--payload-pattern');

/** Text with escapes; an error says who asked for it. */
export function textBytes(text: string, where: string): Uint8Array {
  try {
    return bytesOf(text);
  } catch (error) {
    throw error instanceof FieldError ? new CraftError(`${where}: ${error.reason}`) : error;
  }
}

export function hexBytes(text: string, where: string): Uint8Array {
  const digits = text.replace(/^0x|[\s:._-]/gi, '');
  if (digits.length % 2 || /[^\da-f]/i.test(digits)) {
    throw new CraftError(`${where}: hex digits in pairs are needed, not ${shown(text)}`);
  }
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function repeated(pattern: Uint8Array, size: number): Uint8Array {
  if (pattern.length === 0) return new Uint8Array(size);
  return Uint8Array.from({ length: size }, (_, i) => pattern[i % pattern.length] as number);
}

function sizeFrom(text: string | undefined, option = '--payload-size'): number | undefined {
  if (text === undefined) return undefined;
  const size = /^\d{1,5}$/.test(text) ? Number(text) : MOST + 1;
  if (size > MOST)
    throw new CraftError(`${option}: a number up to ${MOST} is needed, not '${text}'`);
  return size;
}

export function seedFrom(text = '1'): number {
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 32) return Number(text);
  throw new CraftError(`--seed: a number up to ${2 ** 32 - 1} is needed, not '${text}'`);
}

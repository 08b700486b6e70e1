import { toHex } from '../../src/codec/hex.js';
import type { InputFrame } from '../../src/input/frame.js';
import { InputError } from '../../src/input/input-error.js';
import { openSource } from '../../src/input/opened.js';
import { bytesSource } from '../../src/input/source.js';

export interface Read {
  readonly kind: string;
  readonly packets: readonly string[];
  readonly frames: readonly InputFrame[];
  readonly notices: readonly string[];
}

/** An input read to its end, its packets as hex. */
export async function readAll(input: string | Uint8Array): Promise<Read> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const { kind, frames, notices } = await openSource(bytesSource(bytes));
  const all = [...frames];
  return { kind, packets: all.map(({ bytes }) => toHex(bytes)), frames: all, notices };
}

/** Message and hint of the error, as the command line prints them; 'none' where it can be read. */
export async function complaint(read: Promise<unknown>): Promise<string> {
  try {
    await read;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.hint ? `${error.message}\n  ${error.hint}` : error.message;
  }
  return 'none';
}

import type { Capture } from './capture/open.js';
import type { Packets } from './capture/records.js';
import type { InputFrame } from './frame.js';
import { exists, plainHex } from './plain-hex.js';

export interface Input {
  /** How it is read: `tcpdump -XX`, `pcap in gzip`, `hex`, `binary`. */
  readonly kind: string;
  /** What the user should know of the reading; more may come while frames are read. */
  readonly notices: readonly string[];
  /** To be gone through once. */
  readonly frames: Iterable<InputFrame>;
  /** The same without an object for each packet: captures have millions. */
  readonly packets?: Packets;
  /** What is read, where it is one capture: whoever copies it needs more than its packets. */
  readonly capture?: Capture;
  /** Some of it made no sense, and a notice tells; known once all is read. */
  readonly damaged?: boolean;
}

export interface InputOptions {
  /** Operands are hex, even when a file has such a name. */
  readonly hex?: boolean | undefined;
  /** Operands are files. */
  readonly file?: boolean | undefined;
  /** Called right before a read that may have to wait. */
  readonly beforeRead?: (() => void) | undefined;
  /** Told of all that is read. */
  readonly meter?: Meter | undefined;
}

/** How far reading has come. */
export interface Meter {
  /** Bytes of files and of standard input, packed as they may be. */
  read: number;
  /** All there are; not a number where nobody knows. */
  size: number;
}

/** Opens what the operands name: hex, files, or `-` for standard input. */
export async function openInput(
  operands: readonly string[],
  options: InputOptions = {},
): Promise<Input> {
  const [only = ''] = operands;
  if (operands.length === 1 && !options.file) {
    const bytes = plainHex(only);
    if (bytes !== undefined && (options.hex || !exists(only))) {
      return { kind: 'hex', notices: [], frames: [{ bytes }] };
    }
  }
  return (await import('./operands.js')).openOperands(operands, options);
}

import type { View } from '../codec/view.js';
import type { Input } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { exists } from '../input/plain-hex.js';
import { isCaptureKind, kindFor } from './convert-kind.js';
import { beginCapture, beginCopy, beginFormat, isCopy } from './convert-writers.js';
import type { FirstOptions } from './first-layer.js';
import { Files, type Output } from './outputs.js';
import { atTerminal, type ScreenOptions } from './screen.js';

export interface OutputOptions extends FirstOptions, ScreenOptions {
  write?: string;
  to?: string;
  inPlace?: boolean;
  force?: boolean;
}

/** Where edited packets go. */
export interface EditOutput {
  readonly kind: string;
  readonly path: string;
  /** Where packets have another link type than before: all packets of the file have it. */
  readonly linktype: number | undefined;
  packet(view: View): void | Promise<void>;
  /** The same for one that is longer or shorter than its record. */
  resized(view: View): void | Promise<void>;
  flush(): void;
  end(): void;
}

/** As the input was, unless another kind is asked for. */
export async function outputFor(
  input: Input,
  operands: readonly string[],
  options: OutputOptions,
  look: { readonly resizes: boolean; readonly linktype: number | undefined },
  notice: (text: string) => void,
): Promise<EditOutput> {
  const { linktype } = look;
  const path = pathFor(input, operands, options);
  const kind = kindOf(input, path, options);
  if (path === '-' && isCaptureKind(kind) && atTerminal()) {
    throw new InputError(`a terminal shows no ${kind} file`, '-w out.pcap');
  }
  const force = (options.force ?? false) || (options.inPlace ?? false);
  // The copy asks at each packet whether its record is still what it was.
  const copy = { selected: look.resizes, edited: false, split: false, notice };
  const begin = !isCaptureKind(kind)
    ? await beginFormat(kind, options)
    : input.capture && isCopy(kind, input.capture)
      ? await beginCopy(
          input.capture,
          Object.assign(copy, { linktype, unsealed: linktype !== undefined }),
        )
      : await beginCapture(kind, [input], notice);
  const files: Output = new Files({ path, force, limits: undefined }, begin);
  return {
    kind,
    path,
    linktype: isCaptureKind(kind) ? linktype : undefined,
    packet: (view) => files.packet(view),
    resized(view) {
      copy.edited = true;
      const waiting = files.packet(view);
      // What comes next is read before it is edited.
      copy.edited = false;
      return waiting;
    },
    flush: () => files.flush(),
    end: () => files.end(),
  };
}

function pathFor(input: Input, operands: readonly string[], options: OutputOptions): string {
  const { write, inPlace } = options;
  if (!inPlace) return write ?? '-';
  const [only = '-'] = operands;
  if (write !== undefined) throw new InputError('--in-place and --write exclude each other');
  if (operands.length !== 1 || only === '-' || !exists(only)) {
    throw new InputError('--in-place: one file is needed', 'tcpip edit -i trace.pcap --set …');
  }
  if (!input.capture || input.kind.includes(' in ')) {
    throw new InputError(
      `--in-place: ${only} is no plain capture (${input.kind})`,
      '-w out.pcap writes another file',
    );
  }
  return only;
}

function kindOf({ kind, capture }: Input, path: string, { to }: OutputOptions): string {
  if (to !== undefined || path !== '-' || capture) return kindFor(to, path, capture);
  if (/^hex(,|$)/.test(kind)) return 'hex';
  return kind.startsWith('base64') ? 'base64' : 'hexdump';
}

import { fstatSync, statSync } from 'node:fs';
import type { Packets } from './capture/records.js';
import type { InputFrame } from './frame.js';
import { looksWhole } from './hex/whole.js';
import type { Input, InputOptions } from './input.js';
import { InputError } from './input-error.js';
import { openSource } from './opened.js';
import { packetsOf } from './packets.js';
import { exists, plainHex } from './plain-hex.js';
import { bytesSource, fileSource, type Source, standardInput } from './source.js';

/** Opens anything but one short row of hex. */
export async function openOperands(
  operands: readonly string[],
  options: InputOptions,
): Promise<Input> {
  const isText = (operand: string): boolean =>
    operand !== '-' && !options.file && (options.hex === true || !exists(operand));
  if (operands.length > 0 && operands.every(isText)) return openTexts(operands, options);
  const inputs: Input[] = [];
  for (const operand of operands.length ? operands : ['-']) {
    inputs.push(
      isText(operand)
        ? await openTexts([operand], options)
        : await openSource(sourceOf(operand, options)),
    );
  }
  return inputs.length === 1 ? (inputs[0] as Input) : joined(inputs);
}

function sourceOf(operand: string, { beforeRead, meter }: InputOptions): Source {
  const source = operand === '-' ? standardInput() : fileSource(operand);
  const size = sizeOf(operand);
  if (meter) meter.size += size ?? Number.NaN;
  // A file never has to wait.
  const before = size === undefined ? beforeRead : undefined;
  if (before === undefined && meter === undefined) return source;
  const passed = <T>(found: T, bytes: number): T => {
    if (meter) meter.read += bytes;
    return found;
  };
  return {
    read() {
      before?.();
      const piece = source.read();
      return passed(piece, piece?.length ?? 0);
    },
    into(buffer, at) {
      before?.();
      const count = source.into?.(buffer, at) ?? 0;
      return passed(count, count);
    },
  };
}

/** Undefined for what is no plain file: a pipe, with a name or without. */
function sizeOf(operand: string): number | undefined {
  const found = operand === '-' ? fstatSync(0) : statSync(operand);
  return found.isFile() ? found.size : undefined;
}

/** Hex in several operands is one packet, unless each is one on its own. */
function openTexts(texts: readonly string[], { hex }: InputOptions): Promise<Input> {
  const name = hex ? undefined : texts.find(looksLikeName);
  if (name !== undefined) {
    throw new InputError(
      `no such file: ${name}`,
      'hex is digits 0-9 and a-f; --hex reads it as such',
    );
  }
  const alone = texts.every((text) => {
    const bytes = plainHex(text);
    return bytes !== undefined && looksWhole(bytes);
  });
  return openSource(bytesSource(Buffer.from(texts.join(alone ? '\n' : ' '))));
}

/** `packet.txt`, `dumps/one`: nobody writes bytes so. */
function looksLikeName(text: string): boolean {
  return /[./]/.test(text) && /[g-z]/i.test(text) && !/[\s'"\\,;=(){}[\]]/.test(text);
}

function joined(inputs: readonly Input[]): Input {
  return {
    kind: [...new Set(inputs.map(({ kind }) => kind))].join(', '),
    get notices() {
      return inputs.flatMap(({ notices }) => notices);
    },
    get damaged() {
      return inputs.some(({ damaged }) => damaged);
    },
    frames: framesOf(inputs),
    packets: oneAfterAnother(inputs),
  };
}

function* framesOf(inputs: readonly Input[]): Generator<InputFrame> {
  for (const { frames } of inputs) yield* frames;
}

function oneAfterAnother(inputs: readonly Input[]): Packets {
  const rest = inputs.map(packetsOf);
  return {
    next(slot) {
      for (let [first] = rest; first !== undefined; [first] = rest) {
        if (first.next(slot)) return true;
        rest.shift();
      }
      return false;
    },
  };
}

import type { Packets } from './capture/records.js';
import type { InputFrame } from './frame.js';
import { looksWhole } from './hex/whole.js';
import type { Input, InputOptions } from './input.js';
import { InputError } from './input-error.js';
import { openSource } from './opened.js';
import { sourceOf } from './operand-source.js';
import { packetsOf } from './packets.js';
import { exists, plainHex } from './plain-hex.js';
import { bytesSource } from './source.js';

/** Opens anything but one short row of hex. */
export async function openOperands(
  operands: readonly string[],
  options: InputOptions,
): Promise<Input> {
  const isText = (operand: string): boolean =>
    operand !== '-' && !options.file && (options.hex === true || !exists(operand));
  if (operands.length > 0 && operands.every(isText)) return openTexts(operands, options);
  if (operands.filter((operand) => operand === '-').length > 1) {
    throw new InputError("'-' stands here twice", 'standard input can be read once');
  }
  const inputs: Named[] = [];
  for (const operand of operands.length ? operands : ['-']) {
    const name = nameOf(operand);
    const open = () =>
      isText(operand)
        ? openTexts([operand], options)
        : openSource(sourceOf(operand, options), operand === '-' ? undefined : name);
    const input = await (operands.length > 1 ? open().catch(blaming(name)) : open());
    inputs.push({ name, input });
  }
  return inputs.length === 1 ? (inputs[0] as Named).input : joined(inputs);
}

interface Named {
  readonly name: string;
  readonly input: Input;
}

/** As it is called in errors. */
const nameOf = (operand: string): string =>
  operand === '-' ? 'standard input' : operand.length > 60 ? `${operand.slice(0, 60)}…` : operand;

/** Of several inputs, an error says in which it is. */
const blaming =
  (name: string) =>
  (error: unknown): never => {
    if (!(error instanceof InputError) || error.message.includes(name)) throw error;
    throw new InputError(`${name}: ${error.message}`, error.hint);
  };

/** Hex in several operands is one packet, unless each is one on its own. */
async function openTexts(texts: readonly string[], { hex }: InputOptions): Promise<Input> {
  const name = hex ? undefined : texts.find(looksLikeName);
  if (name !== undefined) throw (await import('./no-file.js')).noFile(name, false);
  const alone = texts.every((text) => {
    const bytes = plainHex(text);
    return bytes !== undefined && looksWhole(bytes);
  });
  try {
    return await openSource(bytesSource(Buffer.from(texts.join(alone ? '\n' : ' '))));
  } catch (error) {
    const word = hex ? undefined : texts.find(isWord);
    if (!(error instanceof InputError) || word === undefined) throw error;
    throw (await import('./no-file.js')).noFile(word, true);
  }
}

/** It has letters that are no digits, and nothing that text or source code has. */
const isWord = (text: string): boolean => /[g-z]/i.test(text) && /^[\w~+-]{1,255}$/.test(text);

/** `packet.txt`, `dumps/one`: nobody writes bytes so. */
function looksLikeName(text: string): boolean {
  return /[./]/.test(text) && /[g-z]/i.test(text) && !/[\s'"\\,;=(){}[\]]/.test(text);
}

function joined(inputs: readonly Named[]): Input {
  return {
    kind: [...new Set(inputs.map(({ input }) => input.kind))].join(', '),
    get notices() {
      return inputs.flatMap(({ name, input }) => input.notices.map((text) => `${name}: ${text}`));
    },
    get damaged() {
      return inputs.some(({ input }) => input.damaged);
    },
    frames: framesOf(inputs),
    packets: oneAfterAnother(inputs),
  };
}

function* framesOf(inputs: readonly Named[]): Generator<InputFrame> {
  for (const { name, input } of inputs) {
    try {
      yield* input.frames;
    } catch (error) {
      blaming(name)(error);
    }
  }
}

function oneAfterAnother(inputs: readonly Named[]): Packets {
  const rest = inputs.map(({ name, input }) => ({ name, packets: packetsOf(input) }));
  return {
    next(slot) {
      for (let [first] = rest; first !== undefined; [first] = rest) {
        try {
          if (first.packets.next(slot)) return true;
        } catch (error) {
          blaming(first.name)(error);
        }
        rest.shift();
      }
      return false;
    },
  };
}

import { putIpv4, putMac, putWord } from '../codec/digits.js';
import type { Print } from '../codec/field.js';
import type { Out } from '../codec/out.js';
import { fourBytes, twoBytes } from '../codec/two-bytes.js';
import type { Memo } from './json-memo.js';

// JSON of fixed fields, worked out once: constant text, and values that come from the bytes.

/** What follows the constant text of a step: as literals, which become a table of jumps. */
export enum Kind {
  Nothing,
  Bits8,
  Bits16,
  Bits32,
  Mac,
  Ipv4,
  /** Whatever the field itself prints. */
  Print,
  /** Text that is remembered by the value of a byte, or of two. */
  Memo8,
  Memo16,
  /** Some of the bits of four bytes. */
  Part,
  /** Something else has its turn. */
  Act,
}

/** What no table says. False: there is no way, and what was written is to be taken back. */
export type Act = () => boolean;

export class Program {
  constructor(
    /** Five for a step: what, where, its text (first word, bytes), and which memo, print, act. */
    readonly steps: Int32Array,
    readonly words: Float64Array,
    readonly prints: readonly Print[],
    readonly memos: readonly Memo[],
    readonly acts: readonly Act[],
    /** No text of it is longer. */
    readonly longest: number,
  ) {}
}

/** Writes it with the values of what starts at `from`. There must be room. */
export function run(program: Program, out: Out, bytes: Uint8Array, from: number): boolean {
  const { steps, words } = program;
  const { view } = out;
  let { at } = out;
  for (let i = 0; i < steps.length; i += 5) {
    const word = steps[i + 2] as number;
    const end = at + (steps[i + 3] as number);
    // Two words are most texts; what is too much is written over.
    view.setFloat64(at, words[word] as number, true);
    view.setFloat64(at + 8, words[word + 1] as number, true);
    for (let k = 2; at + 8 * k < end; k++) {
      view.setFloat64(at + 8 * k, words[word + k] as number, true);
    }
    at = end;
    const p = from + (steps[i + 1] as number);
    // One place for all numbers: what is called at many is compiled anew at each.
    let value = 0;
    switch (steps[i]) {
      case Kind.Nothing:
        continue;
      case Kind.Bits8:
        value = bytes[p] as number;
        break;
      case Kind.Bits16:
        value = twoBytes(bytes, p);
        break;
      case Kind.Bits32:
        value = fourBytes(bytes, p);
        break;
      case Kind.Part: {
        // How far to the left, and then to the right.
        const shifts = steps[i + 4] as number;
        value = (fourBytes(bytes, p) << (shifts >> 5)) >>> (shifts & 31);
        break;
      }
      case Kind.Mac:
        at = putMac(view, at, bytes, p);
        continue;
      case Kind.Ipv4:
        at = putIpv4(view, at, bytes, p);
        continue;
      case Kind.Memo8:
      case Kind.Memo16: {
        const memo = program.memos[steps[i + 4] as number] as Memo;
        const bits = steps[i] === Kind.Memo8 ? (bytes[p] as number) : twoBytes(bytes, p);
        at = memo.put(view, at, bits);
        continue;
      }
      case Kind.Print:
        out.at = at;
        (program.prints[steps[i + 4] as number] as Print)(out, bytes, p);
        at = out.at;
        continue;
      default:
        out.at = at;
        if (!(program.acts[steps[i + 4] as number] as Act)()) return false;
        at = out.at;
        continue;
    }
    at = putWord(view, at, value | 0);
  }
  out.at = at;
  return true;
}

import type { Field } from '../codec/field.js';
import type { Known, Option, Shape } from '../codec/tlv.js';

/** How one kind of option is written that always has as many bytes. */
interface Sized {
  readonly single: boolean;
  readonly size: number;
}

/** The options of one family that are easily walked through, and the forms of its kinds. */
export interface PlainOptions {
  readonly shape: Shape;
  readonly known: Known;
}

/** Those of most families: a type and a length of one byte each, nothing between or behind. */
export function plainOptions({ shape, known, fills }: Field): PlainOptions | undefined {
  if (!shape || !known || !fills) return undefined;
  const { type, length, counts, unit = 1, pad, between, single, end } = shape as Shape;
  const plain = type === 8 && length === 8 && counts === 'all' && unit === 1;
  if (!plain || pad !== undefined || between || typeof single === 'function') return undefined;
  if (end !== undefined && !single?.includes(end)) return undefined;
  return { shape: shape as Shape, known: known as Known };
}

/** Walks through the options of a header, straight in its bytes. */
export abstract class OptionWalk<F extends Sized> {
  protected readonly single: readonly number[];
  private readonly last: number | undefined;
  /** By kind; null: it has none, undefined: it was not met. */
  private readonly forms: (F | null | undefined)[] = new Array(256).fill(undefined);

  constructor(private readonly plain: PlainOptions) {
    const { single, end } = plain.shape;
    this.single = (single as readonly number[] | undefined) ?? [];
    this.last = end;
  }

  /** Undefined: its size varies. */
  protected abstract formOf(name: string, option: Option): F | undefined;

  /** One after another; without its form where that does not fit. */
  protected abstract put(form: F | undefined, at: number, end: number): boolean;

  /** False: they are malformed, or one cannot be written. */
  protected walk(bytes: Uint8Array, from: number, to: number): boolean {
    for (let at = from; at < to; ) {
      const kind = bytes[at] as number;
      let form = this.forms[kind];
      if (form === undefined) form = this.meet(kind);
      let size = 1;
      let usual = kind !== this.last || at + 1 === to;
      if (form ? !form.single : !this.single.includes(kind)) {
        size = at + 1 < to ? (bytes[at + 1] as number) : 0;
        if (size < 2 || at + size > to) return false;
        usual = form !== null && form.size === size;
      } else if (!usual) {
        size = to - at;
      }
      if (!this.put((usual && form) || undefined, at, at + size)) return false;
      at += size;
    }
    return true;
  }

  private meet(kind: number): F | null {
    const found = Object.entries(this.plain.known).find(([, option]) => option.kind === kind);
    const form = (found && this.formOf(...found)) ?? null;
    this.forms[kind] = form;
    return form;
  }
}

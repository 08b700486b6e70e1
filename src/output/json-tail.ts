import { putHex } from '../codec/digits.js';
import { Literal, type Out } from '../codec/out.js';
import type { Plan } from '../codec/protocol.js';
import { Reading } from '../codec/reading.js';
import { ascii } from './json-text.js';

const QUOTE = 34;

/** A field behind the payload, behind a comma. */
export class JsonTail {
  readonly key: string;
  private readonly open: string;
  /** What stands before bytes that are written as they are. */
  private readonly hex: Literal | undefined;
  /** It is a checksum, or what it holds may be none of its kind. */
  private readonly fails: boolean;

  constructor(
    private readonly part: Plan['tailParts'][number]['part'],
    computed: Plan['tailComputed'],
  ) {
    const { key, field } = part;
    this.key = key;
    this.open = `,${JSON.stringify(key)}:`;
    const { inPlace } = field;
    const whole = inPlace?.kind === 'hex' && inPlace.size === undefined;
    this.hex = whole ? new Literal(`${this.open}"`) : undefined;
    this.fails = field.orHex === true || computed.some(({ path }) => path === key);
  }

  /** False: another way is needed. */
  write(out: Out, bytes: Uint8Array, from: number, to: number, most: number): boolean {
    const { field, key } = this.part;
    if (this.fails) return false;
    if (this.hex !== undefined) {
      if (out.at + this.hex.length + 2 * (to - from) >= most) return false;
      out.put(this.hex);
      out.at = putHex(out.view, out.at, bytes, from, to);
      out.byte(QUOTE);
      return true;
    }
    const r = new Reading(bytes, from, from, to);
    const value = r.attempt(to, () => field.read?.(r, {}, key));
    if (value === undefined || r.remarks) return false;
    return ascii(out, this.open + JSON.stringify(value), most);
  }
}

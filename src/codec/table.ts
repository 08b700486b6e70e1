import type { Protocol } from './protocol.js';

const SLOTS = 256;

/** Who is carried under which number. */
export class Table extends Map<number, Protocol> {
  /** The slots into which some number falls: of most others nothing more has to be asked. */
  private readonly some = new Uint8Array(SLOTS);
  /** Who was found last in each slot. */
  private readonly numbers: number[] = [];
  private readonly found: Protocol[] = [];

  override set(number: number, protocol: Protocol): this {
    const slot = number & (SLOTS - 1);
    this.some[slot] = 1;
    this.numbers[slot] = number;
    this.found[slot] = protocol;
    return super.set(number, protocol);
  }

  /** The same as `get`, for whoever asks for each packet. */
  find(number: number): Protocol | undefined {
    const slot = number & (SLOTS - 1);
    if (this.some[slot] === 0) return undefined;
    if (this.numbers[slot] === number) return this.found[slot];
    const found = this.get(number);
    if (found !== undefined) {
      this.numbers[slot] = number;
      this.found[slot] = found;
    }
    return found;
  }
}

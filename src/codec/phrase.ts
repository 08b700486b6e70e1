import { Literal, type Out } from './out.js';

/**
 * A meaning that ends with a number: where it is only written, no text is made of it. It is the
 * same object for all values, and to be used before the next.
 */
export class Phrase {
  private number = 0;
  private readonly lead: Literal;

  constructor(private readonly words: string) {
    this.lead = new Literal(words);
  }

  /** The number has 53 bits at most. */
  of(number: number): this {
    this.number = number;
    return this;
  }

  write(out: Out): void {
    out.put(this.lead);
    out.decimal(this.number);
  }

  toString(): string {
    return `${this.words}${this.number}`;
  }
}

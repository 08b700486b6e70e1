import { visible } from '../codec/visible.js';
import { ascii, escapedAscii } from './ascii.js';
import type { Look } from './format.js';
import { isPlain } from './width.js';

/** What may be shown of any text; remembers whether some of it is to be measured with care. */
export class Clean {
  plain = true;

  constructor(private readonly look: Look) {}

  /** Text with signs of ours. */
  of(text: string): string {
    return this.met(this.look.ascii ? ascii(visible(text)) : visible(text));
  }

  /** A packet's own text. */
  own(text: string): string {
    return this.met(this.look.ascii ? escapedAscii(visible(text)) : visible(text));
  }

  private met(text: string): string {
    this.plain &&= isPlain(text);
    return text;
  }
}

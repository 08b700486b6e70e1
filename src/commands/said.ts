import type { Input } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { grouped, inBytes } from '../protocols/words.js';
import { linkTypes } from '../registries/link-types.js';
import type { FirstLayer } from './first-layer.js';
import { say } from './say.js';

/** Of nothing nothing can be said or made. */
export const noPacket = ({ kind, notices }: Input): InputError =>
  new InputError(`there is no packet in this ${kind}`, notices[0]);

/** What is said on standard error: how the input was read, and what is to be known of that. */
export class Said {
  private packets = 0;
  private bytes = 0;
  private told = false;
  private notices = 0;

  constructor(
    private readonly input: Input,
    private readonly first: FirstLayer,
    private readonly quiet: boolean,
  ) {}

  /** A packet was read; if it is the only one, all is known before it is shown. */
  packet(size: number, only: boolean): void {
    this.packets++;
    this.bytes += size;
    if (only) this.tell();
  }

  /** Packets that others have read. */
  add(packets: number, bytes: number): void {
    this.packets += packets;
    this.bytes += bytes;
  }

  /** `read`: how many there were, where not all of them are shown. */
  end(read?: number): void {
    if (!this.told) this.tell(read);
    this.tellNotices();
    for (const linktype of this.first.unknown) {
      const name = linkTypes.textOf(linktype) ?? 'without a name';
      this.say(`link type ${linktype} (${name}) is not decoded: its packets are shown as data`);
    }
  }

  private tell(read = this.packets): void {
    this.told = true;
    const { kind } = this.input;
    const some = read === this.packets ? '' : `${grouped(this.packets)} of `;
    const count = read === 1 ? '' : `, ${some}${grouped(read)} packets`;
    this.say(`input: ${kind}${count}, ${inBytes(this.bytes)}${this.guessed()}`);
    this.tellNotices();
  }

  private guessed(): string {
    const guesses = [...this.first.guesses.values()];
    const [only] = guesses;
    if (!only) return '';
    if (guesses.length > 1) {
      const kinds = guesses.map(({ guess, times }) => `${guess.protocol.short} (${times})`);
      return `, read as ${kinds.join(', ')}`;
    }
    const { protocol, reasons, runnerUp } = only.guess;
    const because = reasons.length ? ` (${reasons.join(', ')})` : '';
    const other = runnerUp?.reasons.length ? `: ${runnerUp.reasons.join(', ')}` : '';
    const or = runnerUp ? `; ${runnerUp.protocol.short} is possible too${other}` : '';
    return `, read as ${protocol.short}${because}${or}`;
  }

  private tellNotices(): void {
    const { notices } = this.input;
    for (; this.notices < notices.length; this.notices++) {
      this.say(notices[this.notices] as string);
    }
  }

  say(text: string): void {
    if (!this.quiet) say(text);
  }
}

import { Catalog } from '../../codec/catalog.js';
import { ABSURD, BROKEN, Cuts, dissect } from '../../codec/dissect.js';
import type { Protocol } from '../../codec/protocol.js';
import { catalog } from '../../protocols/common.js';
import { guessFirst } from '../../protocols/first.js';
import type { Slot } from '../capture/records.js';
import { InputError } from '../input-error.js';
import type { Step } from './step.js';

const ETHERNET = 1;
const RAW = 101;
/** IPv4 alone, IPv6 alone: packets of both go into one file as raw IP. */
const EITHER = [228, 229];
/** Guessing takes a hundred times as long as looking: so often at most. */
const MOST_GUESSES = 1000;

/**
 * Gives a link type to packets of inputs that tell none. Most inputs hold packets of one kind: the
 * next is read as the one before, and guessed anew where that makes no sense.
 */
export class LinkTypes implements Step {
  private protocol: Protocol | undefined;
  private guesses = 0;
  private readonly cuts = new Cuts();

  constructor(private readonly notice: (text: string) => void) {}

  take(slot: Slot, number: number): boolean {
    if (slot.linktype !== undefined) return true;
    const protocol = slot.first === undefined ? this.guessed(slot) : catalog.named(slot.first);
    const linktype = Catalog.number(protocol, 'linktype');
    if (linktype === undefined) throw noLinkType(protocol, number);
    slot.linktype = EITHER.includes(linktype) ? RAW : linktype;
    return true;
  }

  private guessed(slot: Slot): Protocol {
    const { protocol } = this;
    if (protocol && (this.guesses >= MOST_GUESSES || this.makesSense(slot, protocol))) {
      return protocol;
    }
    this.guesses++;
    const guess = guessFirst(catalog, slot.bytes.subarray(slot.start, slot.end));
    if (protocol && !guess.sure) return protocol;
    this.protocol = guess.protocol;
    const because = guess.reasons.length ? ` (${guess.reasons.join(', ')})` : '';
    if (guess.protocol === catalog.data) {
      this.protocol = catalog.linktype(ETHERNET);
      this.notice(`packets are written as Ethernet${because}; --linktype says what they are`);
    } else if (!protocol) {
      this.notice(`packets are read as ${guess.protocol.short}${because}`);
    }
    return this.protocol;
  }

  private makesSense({ bytes, start, end }: Slot, protocol: Protocol): boolean {
    const { cuts } = this;
    dissect(bytes, start, end, protocol, catalog, cuts);
    const inner = Math.min(cuts.count, 2);
    for (let i = 0; i < inner; i++) {
      if ((cuts.flags[i] as number) & (BROKEN | ABSURD)) return false;
    }
    return cuts.protocols[1] !== catalog.data;
  }
}

function noLinkType(protocol: Protocol, number: number): InputError {
  const carried = Catalog.number(protocol, 'ip.proto');
  const headers = carried === undefined ? '--udp 1000,2000' : `--ip-proto ${carried}`;
  return new InputError(
    `packet ${number} begins with ${protocol.short}, and no link type says so`,
    `${headers} writes the headers around it; --linktype says what it is otherwise`,
  );
}

import { Catalog } from '../codec/catalog.js';
import { closest } from '../codec/number.js';
import type { Protocol } from '../codec/protocol.js';
import type { View } from '../codec/view.js';
import { InputError } from '../input/input-error.js';
import { catalog } from '../protocols/common.js';
import { type Guess, guessFirst } from '../protocols/first.js';
import { linkTypes } from '../registries/link-types.js';

export interface FirstOptions {
  linktype?: string;
  from?: string;
  decodeAs?: readonly string[];
}

/** Who is first in each packet, and all protocols that this takes. */
export class FirstLayer {
  /** The guesses that were made, and how often: what to tell of them. */
  readonly guesses = new Map<Protocol, { readonly guess: Guess; times: number }>();
  private last: Guess | undefined;
  private usual: Protocol | undefined;
  /** Link types that no protocol is for: packets of these are shown as data. */
  readonly unknown = new Set<number>();
  private everything = false;
  private readonly forced: Protocol | undefined;
  private readonly linktype: number | undefined;

  private constructor({ linktype, from }: FirstOptions) {
    this.linktype = linktype === undefined ? undefined : linktypeFrom(linktype);
    this.forced = from === undefined ? undefined : protocolFrom(from);
    this.checkAgreement(from);
  }

  /** A link type says what comes first, unless no protocol is for it, or it adds nothing. */
  private checkAgreement(from: string | undefined): void {
    const { forced, linktype } = this;
    if (forced === undefined || linktype === undefined) return;
    const told = catalog.linktype(linktype);
    const adds = Object.keys(told.declaration.fields).length > 0;
    if (told === forced || told === catalog.data || !adds) return;
    throw new InputError(
      `--from ${from} and --linktype ${linktype} (${told.short}) contradict each other`,
      'leave one of them out',
    );
  }

  static async for(options: FirstOptions): Promise<FirstLayer> {
    const { from, linktype, decodeAs = [] } = options;
    const known = from === undefined || catalog.has(from);
    if (!known || linktype !== undefined || decodeAs.length) await import('../protocols/index.js');
    if (decodeAs.length) {
      const { decodeAs: apply } = await import('../protocols/decode-as.js');
      for (const rule of decodeAs) apply(catalog, rule);
    }
    return new FirstLayer(options);
  }

  /** Finds the layers of a packet; a promise where more protocols are to be loaded for that. */
  locate(view: View): void | Promise<void> {
    const { linktype } = view;
    this.last = undefined;
    this.locateNow(view, linktype);
    if (!this.everything && !this.isSettled(view)) {
      return this.loadAll().then(() => {
        this.locateNow(view, linktype);
        this.count();
      });
    }
    this.count();
  }

  /** No other protocol would change the picture. */
  private isSettled({ cuts }: View): boolean {
    if (this.last?.sure === false) return false;
    for (let i = 0; i < cuts.count; i++) if (cuts.protocols[i] === catalog.data) return false;
    return true;
  }

  /** All protocols are there: from now on no packet has to wait. */
  async loadAll(): Promise<void> {
    await import('../protocols/index.js');
    this.everything = true;
  }

  private count(): void {
    const { last } = this;
    if (last === undefined) return;
    this.usual = last.protocol;
    const counted = this.guesses.get(last.protocol);
    if (counted) counted.times++;
    else this.guesses.set(last.protocol, { guess: last, times: 1 });
  }

  private locateNow(view: View, told: number | undefined): void {
    const linktype = this.linktype ?? told;
    let first = this.forced;
    if (!first && view.first !== undefined) first = catalog.named(view.first);
    if (!first && linktype !== undefined) first = catalog.linktype(linktype);
    if (!first) {
      const bytes = view.bytes.subarray(view.start, view.end);
      this.last = guessFirst(catalog, bytes, this.usual);
      first = this.last.protocol;
    }
    if (first === catalog.data && this.everything && linktype !== undefined) {
      this.unknown.add(linktype);
    }
    view.linktype = linktype ?? Catalog.number(first, 'linktype');
    view.locate(first);
  }
}

/** `ip`, and as people call it: `IPv4`. */
function protocolFrom(text: string): Protocol {
  const name = text.toLowerCase();
  const called = (p: Protocol): boolean => p.short.toLowerCase() === name;
  const known = catalog.has(name) ? catalog.named(name) : catalog.protocols.find(called);
  if (known !== undefined) return known;
  const near = closest(
    name,
    catalog.protocols.flatMap((p) => [p.name, p.short.toLowerCase()]),
  );
  const what = `--from: no protocol is called '${text}'`;
  if (near !== undefined) throw new InputError(`${what}; did you mean '${near}'?`);
  throw new InputError(what, '--from eth, ip, ipv6, arp, tcp, udp …');
}

/** `1`, `ethernet`, `EN10MB`. */
export function linktypeFrom(text: string): number {
  const known = /^\d{1,5}$/.test(text) ? Number(text) : linkTypes.numberOf(text);
  if (known !== undefined && known <= 0xffff) return known;
  throw new InputError(
    `--linktype: a number or a name is needed, not '${text}'`,
    '--linktype 1, --linktype ethernet',
  );
}

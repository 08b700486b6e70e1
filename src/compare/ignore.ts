import type { Catalog } from '../codec/catalog.js';
import { filterNamesOf } from '../codec/filter-names.js';
import { closest } from '../codec/number.js';
import type { Protocol } from '../codec/protocol.js';

/** Words for fields that differ for one reason. */
export const PRESETS: Readonly<Record<string, readonly string[]>> = {
  /** From one run of the same exchange to the next. */
  volatile: [
    'ip.id',
    'ip.ttl',
    'ipv6.hlim',
    'ipv6.flow',
    'tcp.seq',
    'tcp.ack',
    'tcp.options.timestamp',
    'tcp.options.sack',
    'icmp.ident',
    'dns.id',
    'checksum',
    'fcs',
  ],
  /** From one place on the way to the next. */
  hops: ['eth.dst', 'eth.src', 'ip.ttl', 'ipv6.hlim', 'ip.checksum', 'eth.fcs'],
  /** From one side of an address translation to the other. */
  nat: [
    'ip.src',
    'ip.dst',
    'ipv6.src',
    'ipv6.dst',
    'tcp.srcport',
    'tcp.dstport',
    'udp.srcport',
    'udp.dstport',
    'checksum',
  ],
};

/** What is known of a frame beside its bytes, and may be compared. */
export const FRAME_NAMES = ['frame.time_epoch', 'frame.len', 'frame.interface_name'] as const;

/** The fields that are not to be compared. */
export class Ignore {
  /** Of one word: a protocol, or a field in any protocol. */
  private readonly words = new Set<string>();
  private readonly names = new Set<string>();
  private readonly asked = new Map<string, boolean>();
  private readonly met = new Map<Protocol, boolean>();

  constructor(terms: readonly string[] = []) {
    for (const term of terms) {
      for (const name of Object.hasOwn(PRESETS, term) ? (PRESETS[term] ?? []) : [term]) {
        (name.includes('.') ? this.names : this.words).add(name);
      }
    }
  }

  get empty(): boolean {
    return this.words.size + this.names.size === 0;
  }

  /** Is one of these names ignored, or what it stands beneath? */
  covers(...names: readonly string[]): boolean {
    return !this.empty && names.some((name) => this.covered(name));
  }

  /** A field of this protocol may be ignored. */
  touches(protocol: Protocol): boolean {
    let known = this.met.get(protocol);
    if (known === undefined) {
      known = namesIn(protocol).some((name) => this.covers(name));
      this.met.set(protocol, known);
    }
    return known;
  }

  private covered(name: string): boolean {
    let known = this.asked.get(name);
    if (known === undefined) {
      const keys = name.split('.');
      known = keys.some(
        (key, i) => this.words.has(key) || this.names.has(keys.slice(0, i + 1).join('.')),
      );
      this.asked.set(name, known);
    }
    return known;
  }
}

/** Reads `ip.id,checksum,volatile`, or a RangeError that names the nearest. */
export function ignoreFrom(texts: readonly string[], catalog: Catalog): Ignore {
  const terms = texts
    .flatMap((text) => text.split(','))
    .map((term) => term.trim())
    .filter(Boolean);
  const words = terms.some((term) => !Object.hasOwn(PRESETS, term)) ? wordsOf(catalog) : undefined;
  for (const term of terms) {
    if (Object.hasOwn(PRESETS, term) || words?.has(term)) continue;
    const near = closest(term, [...Object.keys(PRESETS), ...(words ?? [])]);
    const hint = near === undefined ? '' : `; did you mean '${near}'?`;
    throw new RangeError(`--ignore: no field is called '${term}'${hint}`);
  }
  return new Ignore(terms);
}

/** Every name of a field, whatever it stands beneath, and its last word. */
function wordsOf({ protocols }: Catalog): Set<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    const keys = name.split('.');
    keys.forEach((key, i) => {
      found.add(keys.slice(0, i + 1).join('.'));
      if (i > 0) found.add(key);
    });
  };
  for (const name of FRAME_NAMES) add(name);
  for (const protocol of protocols) for (const name of namesIn(protocol)) add(name);
  return found;
}

/** Of the protocol, of its fields, and of options. */
function namesIn(protocol: Protocol): string[] {
  const names = filterNamesOf(protocol);
  const found = [protocol.name];
  for (const name of names.all()) {
    found.push(name, ...names.paths(name));
    for (const { known } of names.fields(name)) {
      for (const option of Object.keys(known ?? {})) found.push(`${name}.${option}`);
    }
  }
  return found;
}

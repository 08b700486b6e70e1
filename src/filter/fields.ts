import type { Catalog } from '../codec/catalog.js';
import type { Field } from '../codec/field.js';
import { headAt } from '../codec/field-head.js';
import {
  type FilterNames,
  filterNamesOf,
  holdersOf,
  joinedNames,
  judged,
  namesFor,
} from '../codec/filter-names.js';
import { names as numbered } from '../codec/names.js';
import type { Protocol } from '../codec/protocol.js';
import { type Facts, factsOf, kindOf } from './facts.js';
import { Clock, FRAME_NAMES, FrameSource, isTimed } from './frame-fields.js';
import { generated } from './generated.js';
import { type Kind, type KindName, kinds } from './kinds.js';
import { type Entry, LayerSource } from './layer-source.js';
import { nearOf } from './near.js';
import {
  converter,
  headReader,
  optionReader,
  optionsReader,
  pathReader,
  traceReader,
  verdictReader,
} from './readers.js';
import type { Source } from './source.js';
import type { Range } from './syntax.js';

/** A name of Wireshark's, and how its values are found. */
export interface Named {
  readonly source: Source;
  readonly facts: Facts;
}

/** All that a filter may name. */
export class Vocabulary {
  readonly used = new Set<string>();
  readonly clock = new Clock();
  /** The clock is asked, so that it must be told of each packet. */
  timed = false;

  constructor(private readonly catalog: Catalog) {}

  has(name: string): boolean {
    return (
      FRAME_NAMES.has(name) ||
      this.catalog.has(name) ||
      holdersOf(this.catalog, name).some(
        (p) =>
          namesFor(name, filterNamesOf(p)).length > 0 ||
          optionNamed(name, p) !== undefined ||
          generated(p, name, this.catalog) !== undefined,
      )
    );
  }

  /** The nearest name, if one is near. */
  near(name: string): string | undefined {
    const { protocols } = this.catalog;
    const all = protocols.flatMap((p) => {
      const names = filterNamesOf(p);
      return [p.name, ...names.all(), ...joinedNames(names)];
    });
    return nearOf(name, new Set([...FRAME_NAMES, ...all]));
  }

  /** Undefined: there is none of that name. */
  find(name: string, layers?: readonly Range[]): Named | undefined {
    if (!this.has(name)) return undefined;
    this.used.add(name);
    const plain = { name, names: [], most: undefined };
    if (FRAME_NAMES.has(name)) {
      this.timed ||= isTimed(name);
      return { source: new FrameSource(name, this.clock), facts: plain };
    }
    const found = this.entries(name);
    const { data } = this.catalog;
    return { source: new LayerSource({ ...found, data, layers }), facts: found.facts ?? plain };
  }

  private entries(name: string): { kind: Kind; entries: Entry[]; facts?: Facts } {
    if (this.catalog.has(name)) {
      const own = this.catalog.protocols.filter((p) => p.name === name);
      return { kind: kinds.protocol, entries: own.map((protocol) => ({ protocol })) };
    }
    const places = holdersOf(this.catalog, name).flatMap((protocol) => {
      const names = filterNamesOf(protocol);
      return namesFor(name, names).map((one) => ({ protocol, names, name: one }));
    });
    if (places.length === 0) return this.made(name);
    const [first] = places as [Place, ...Place[]];
    const suffix = first.name.slice(
      first.names.has(first.name) ? first.name.length : judged(first.name).length,
    );
    if (suffix !== '') return verdicts(name, suffix, places);
    const fields = places.flatMap(({ names, name: one }) => names.fields(one));
    const kind = commonKind(fields);
    return {
      kind: kinds[kind],
      entries: places.flatMap((place) => entriesAt(place, kind)),
      facts: factsOf(name, fields),
    };
  }

  private made(name: string): { kind: Kind; entries: Entry[] } {
    const found = holdersOf(this.catalog, name).flatMap(
      (protocol): { kind: KindName; entry: Entry }[] => {
        const option = optionNamed(name, protocol);
        if (option) return [{ kind: 'bytes', entry: option }];
        const one = generated(protocol, name, this.catalog);
        return one ? [{ kind: one.kind, entry: { protocol, cut: one.cut } }] : [];
      },
    );
    return { kind: kinds[found[0]?.kind ?? 'none'], entries: found.map(({ entry }) => entry) };
  }
}

/** `tcp.options.sack_perm`: an option that has no fields has a name. */
function optionNamed(name: string, protocol: Protocol): Entry | undefined {
  const dot = name.lastIndexOf('.');
  const [list, option] = [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
  const names = filterNamesOf(protocol);
  const isKnown = names.fields(list).some(({ known }) => known && Object.hasOwn(known, option));
  return isKnown ? { protocol, read: optionReader(list, option, names) } : undefined;
}

interface Place {
  readonly protocol: Protocol;
  readonly names: FilterNames;
  readonly name: string;
}

/** Of an option's own number nothing is declared. */
function commonKind(fields: readonly Field[]): KindName {
  const all = new Set(fields.map(kindOf));
  const [first = 'number'] = all;
  if (all.size < 2) return first;
  const numbers = [...all].every((kind) => kind === 'number' || kind === 'flag');
  return numbers ? 'number' : all.has('text') ? 'text' : 'bytes';
}

function entriesAt({ protocol, names, name }: Place, kind: KindName): Entry[] {
  if (names.fields(name).some((field) => field.known)) {
    return [{ protocol, read: optionsReader(name, names) }];
  }
  const whole = names.only(name);
  if (whole === undefined) return [{ protocol, read: traceReader(name, names, kind) }];
  const path = whole.slice(protocol.name.length + 1);
  const head = headAt(protocol, path, 0);
  if (head) return [{ protocol, head, readHead: headReader(head.cell, kind) }];
  const read = names.holds(whole)
    ? traceReader(name, names, kind)
    : pathReader(path.split('.'), converter(kind));
  return [{ protocol, read }];
}

/** Wireshark's numbers, and one more for what it does not tell: the sum of the pseudo-header. */
const VERDICTS = numbered({
  bad: 0,
  good: 1,
  unverified: 2,
  absent: [3, 'Not present'],
  partial: 5,
});

function verdicts(name: string, suffix: string, places: readonly Place[]) {
  const status = suffix === '.status';
  const convert = (said: unknown) =>
    status ? VERDICTS.numberOf(String(said)) : typeof said === 'number' ? said : undefined;
  const entries = places.map(({ protocol, names, name: one }): Entry => {
    const beside = status ? '_status' : '_expected';
    const path = names.only(judged(one))?.slice(protocol.name.length + 1);
    const read = path
      ? pathReader(`${path}${beside}`.split('.'), convert)
      : verdictReader(judged(one), beside, names, convert);
    return { protocol, read };
  });
  const facts: Facts = { name, names: status ? [VERDICTS] : [], most: undefined };
  return { kind: kinds.number, entries, facts };
}

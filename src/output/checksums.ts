import type { Verdict } from '../codec/checksum/seal.js';
import type { Field, Fields, Loose } from '../codec/field.js';
import type { Out } from '../codec/out.js';
import type { Computed, Plan, Protocol } from '../codec/protocol.js';
import { addressesIn } from '../codec/pseudo.js';
import { verdictOf } from '../codec/verdict.js';
import type { View } from '../codec/view.js';
import { grouped } from '../protocols/words.js';
import { LayerWalk, UNUSUAL } from './layer-walk.js';

const VERDICTS: readonly Verdict[] = ['good', 'bad', 'absent', 'partial', 'unverified'];

const STATUS = '_status';
const GOOD = VERDICTS.indexOf('good');

/** What is asked of the layers of one protocol. */
interface Asked {
  readonly name: string;
  readonly plan: Plan;
  readonly nothing: boolean;
  /** At fixed places of the header. */
  readonly seals: readonly Computed[];
  /** There are others, at places that only reading tells. */
  readonly elsewhere: boolean;
  /** Fields behind the payload that are checksums, or hold some. */
  readonly behind: readonly string[];
}

/** The checksums of packets, judged where they lie; bad ones are told in the packet's line. */
export class Checksums extends LayerWalk {
  /** How many there were of each verdict. */
  readonly tally = new Float64Array(VERDICTS.length);
  private readonly asked = new Map<Protocol, Asked>();
  /** Those of the packet before, by their place: most packets are alike. */
  private readonly lately: Asked[] = [];

  /** ` [bad tcp.checksum 0x1234, 0x5678 expected]` for each that is. */
  write(view: View, out: Out): void {
    const { cuts } = view;
    this.begin(view);
    for (let i = 0; i < cuts.count; i++) {
      const asked = this.askedOf(cuts.protocols[i] as Protocol, i);
      if (asked.nothing) continue;
      this.enter(i);
      if (asked.elsewhere || (this.flags & UNUSUAL) !== 0 || this.hasBehind(asked)) {
        this.writeAll(asked, view.packet().layers[i]?.fields ?? {}, out, []);
      } else {
        const { seals } = asked;
        for (let k = 0; k < seals.length; k++) this.judge(asked, seals[k] as Computed, out);
      }
    }
  }

  private judge({ name }: Asked, one: Computed, out: Out): void {
    if (this.holds(one, this.start)) {
      this.tally[GOOD] = (this.tally[GOOD] as number) + 1;
      return;
    }
    const { seal, found, path } = one;
    if (seal === undefined) return;
    const stored = found.cell.number?.(this.bytes, this.start) ?? 0;
    this.at = this.start + (found.cell.bit >> 3);
    this.addresses = seal.partial ? addressesIn(this.bytes, this.cuts, this.index) : undefined;
    const verdict = verdictOf(seal, this, stored, this.flags, this.isCut());
    this.count(verdict);
    if (verdict !== 'bad') return;
    writeBad(out, `${name}.${path}`, stored, seal.compute(this), found.cell.field.bits);
  }

  private count(verdict: Verdict): void {
    const i = VERDICTS.indexOf(verdict);
    this.tally[i] = (this.tally[i] as number) + 1;
  }

  private hasBehind({ plan, behind }: Asked): boolean {
    if (behind.length === 0 || this.tail >= this.end) return false;
    const sizes = this.tailSizes(plan);
    return behind.some((key) => (sizes[key] ?? 0) > 0);
  }

  /** All verdicts that stand beside fields, however deep. */
  private writeAll(asked: Asked, fields: Loose, out: Out, path: readonly string[]): void {
    for (const [key, value] of Object.entries(fields)) {
      if (VERDICTS.includes(value as Verdict) && key.endsWith(STATUS)) {
        this.count(value as Verdict);
        if (value === 'bad')
          writeFound(asked, fields, [...path, key.slice(0, -STATUS.length)], out);
      } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        this.writeAll(asked, value as Loose, out, [...path, key]);
      }
    }
  }

  private askedOf(protocol: Protocol, i: number): Asked {
    const { plan } = protocol;
    const lately = this.lately[i];
    if (lately?.plan === plan) return lately;
    let asked = this.asked.get(protocol);
    if (asked?.plan !== plan) {
      asked = askedFrom(protocol);
      this.asked.set(protocol, asked);
    }
    this.lately[i] = asked;
    return asked;
  }

  /** `checksums: 12,345 good, 3 bad, 17 absent` */
  get text(): string {
    const told = VERDICTS.map((verdict, i) => ({ verdict, count: this.tally[i] as number }));
    const some = told.filter(({ count }, i) => i < 2 || count > 0);
    const texts = some.map(({ verdict, count }) => `${grouped(count)} ${verdict}`);
    return `checksums: ${texts.join(', ')}`;
  }
}

function askedFrom({ name, plan }: Protocol): Asked {
  const { seals, struct, tailParts, tailComputed } = plan;
  const [first, ...parts] = struct.items;
  const nested = parts.some((part) => part.kind === 'part' && holdsSeal(part.field));
  const sealed = new Set(tailComputed.map(({ path }) => path));
  const elsewhere = nested || seals.some(({ found }) => found.item !== first);
  const behind = tailParts
    .filter(({ part }) => sealed.has(part.key) || holdsSeal(part.field))
    .map(({ part }) => part.key);
  const nothing = !elsewhere && seals.length + behind.length === 0;
  return { name, plan, nothing, seals, elsewhere, behind };
}

/** A field is a checksum itself, or fields inside it are. */
function holdsSeal({ seal, entry }: Field): boolean {
  if (seal !== undefined) return true;
  if (entry === undefined || isField(entry)) return entry !== undefined && holdsSeal(entry);
  return Object.values(entry).some(holdsSeal);
}

const isField = (entry: Fields | Field): entry is Field => typeof entry.bits === 'number';

/** One whose verdict stands beside it. */
function writeFound({ name, plan }: Asked, fields: Loose, path: readonly string[], out: Out): void {
  const place = path.join('.');
  const key = path[path.length - 1];
  const one = [...plan.computed, ...plan.tailComputed].find((found) => found.path === place);
  const bits = one?.found.cell.field.bits ?? 16;
  const [stored, expected] = [fields[`${key}`], fields[`${key}_expected`]];
  writeBad(out, `${name}.${place}`, Number(stored), Number(expected), bits);
}

function writeBad(out: Out, name: string, stored: number, expected: number, bits: number): void {
  out.text(` [bad ${name} `);
  out.hex(stored, bits / 4);
  out.text(', ');
  out.hex(expected, bits / 4);
  out.text(' expected]');
}

import { ByStack } from '../codec/by-stack.js';
import { isGood, type PlainSum, plainSum } from '../codec/checksum/plain.js';
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

/** A layer whose checksums are to be judged. */
interface Spot {
  readonly layer: number;
  readonly asked: Asked;
  /** Its only one, where data tell that it is good. */
  readonly sum: PlainSum | undefined;
}
/** Those of packets of these layers. */
interface Row {
  readonly protocols: readonly Protocol[];
  readonly spots: readonly Spot[];
}

/** The checksums of packets, judged where they lie; bad ones are told in the packet's line. */
export class Checksums extends LayerWalk {
  /** How many there were of each verdict. */
  readonly tally = new Float64Array(VERDICTS.length);
  private readonly asked = new Map<Protocol, Asked>();
  private readonly rows = new ByStack<Row>((protocols) => this.rowOf(protocols));

  /** ` [bad tcp.checksum 0x1234, 0x5678 expected]` for each that is. */
  write(view: View, out: Out): void {
    const { cuts, bytes } = view;
    this.begin(view);
    const { spots } = this.rows.of(cuts);
    for (let i = 0; i < spots.length; i++) {
      const { layer, asked, sum } = spots[i] as Spot;
      if (sum && !this.cut && isGood(sum, bytes, cuts, this.ends)) {
        this.tally[GOOD] = (this.tally[GOOD] as number) + 1;
      } else {
        this.layer(view, layer, asked, out);
      }
    }
  }

  private layer(view: View, i: number, asked: Asked, out: Out): void {
    this.enter(i);
    if (asked.elsewhere || (this.flags & UNUSUAL) !== 0 || this.hasBehind(asked)) {
      this.writeAll(asked, view.packet().layers[i]?.fields ?? {}, out, []);
    } else {
      const { seals } = asked;
      for (let k = 0; k < seals.length; k++) this.judge(asked, seals[k] as Computed, out);
    }
  }

  private judge({ name }: Asked, { seal, found, path }: Computed, out: Out): void {
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

  private rowOf(protocols: readonly Protocol[]): Row {
    const spots = protocols.flatMap((protocol, layer): Spot[] => {
      const asked = this.askedOf(protocol);
      const { nothing, elsewhere, behind } = asked;
      const sum = elsewhere || behind.length > 0 ? undefined : plainSum(protocols, layer);
      return nothing ? [] : [{ layer, asked, sum }];
    });
    return { protocols, spots };
  }

  private askedOf(protocol: Protocol): Asked {
    const found = this.asked.get(protocol) ?? askedFrom(protocol);
    this.asked.set(protocol, found);
    return found;
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

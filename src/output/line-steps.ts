import type { Catalog } from '../codec/catalog.js';
import { BROKEN, CUT, type Cuts, QUOTED } from '../codec/dissect.js';
import { LineParts } from '../codec/line-parts.js';
import { Literal } from '../codec/out.js';
import type { Printed } from '../codec/printed.js';
import type { Plan, Protocol } from '../codec/protocol.js';

/** Signs between the parts of a line. */
export interface Signs {
  readonly deeper: string;
  readonly between: string;
}

/** From where to where, with the ports of the layer `inner`. */
export interface EndsStep {
  readonly kind: 'ends';
  readonly layer: number;
  readonly inner: number;
  readonly parts: LineParts;
}
/** What a layer says besides. */
export interface SaysStep {
  readonly kind: 'says';
  readonly layer: number;
  readonly plan: Plan;
  /** Nothing that has a name follows. */
  readonly last: boolean;
  readonly broken: boolean;
  /** It has nothing to say unless the next layer is part of a fragment. */
  readonly ofFragments: boolean;
  /** Sign, name and a space; without the space where nothing comes behind it. */
  readonly before: Literal;
  readonly bare: number;
}
type Step = EndsStep | SaysStep;

export interface Steps {
  readonly steps: readonly Step[];
  readonly end: Literal;
}

const GAP = '  ';
const QUOTE = ' (';
const CUT_OFF = ' [cut off]';

/** Stacks of layers that are remembered; a new one takes the place of an older. */
const SLOTS = 128;
const TRIES = 4;
const ODD = BROKEN | CUT | QUOTED;

interface Kept {
  readonly protocols: readonly Protocol[];
  readonly steps: Steps;
}

/** The steps for packets with the same layers are made once. */
export class LineSteps {
  private readonly kept: (Kept | undefined)[] = new Array(SLOTS).fill(undefined);

  constructor(
    private readonly catalog: Catalog,
    private readonly signs: Signs,
  ) {}

  of(cuts: Cuts): Steps {
    const { count, protocols, flags } = cuts;
    let odd = 0;
    let hash = count;
    for (let i = 0; i < count; i++) {
      odd |= flags[i] as number;
      hash = Math.imul(hash, 31) + (protocols[i] as Protocol).id;
    }
    if ((odd & ODD) !== 0) return stepsFor(cuts, this.catalog, this.signs);
    const { kept } = this;
    let slot = hash & (SLOTS - 1);
    for (let tries = 0; tries < TRIES; tries++, slot = (slot + 1) & (SLOTS - 1)) {
      const one = kept[slot];
      if (one === undefined) break;
      if (one.protocols.length !== count) continue;
      let i = 0;
      while (i < count && one.protocols[i] === protocols[i]) i++;
      if (i === count) return one.steps;
    }
    const steps = stepsFor(cuts, this.catalog, this.signs);
    kept[slot] = { protocols: protocols.slice(0, count), steps };
    return steps;
  }
}

/** What is written for a packet with these layers, one after another. */
function stepsFor(cuts: Cuts, catalog: Catalog, signs: Signs): Steps {
  const { count, protocols, flags } = cuts;
  const plans = protocols.slice(0, count).map(({ plan }) => plan);
  const routed = plans.some(({ ends }) => ends === 'net');
  const isData = (i: number): boolean => protocols[i] === catalog.data;
  const steps: Step[] = [];
  let sign = '';
  let quoted = false;
  plans.forEach((plan, i) => {
    const { ends } = plan;
    const broken = ((flags[i] as number) & (BROKEN | CUT)) !== 0;
    const last = i + 1 >= count || isData(i + 1);
    if (((flags[i] as number) & QUOTED) !== 0 && !quoted) {
      quoted = true;
      sign = QUOTE;
    }
    if (!broken && (ends === 'net' || (ends === 'link' && !routed))) {
      steps.push(endsStep(plans, flags, i, sign === signs.deeper ? GAP : sign, signs));
      sign = GAP;
      // Who says no more than from where to where needs no name.
      if (!last && plan.line === undefined) return;
    } else if (!last && !broken && (ends === 'link' || isEmpty(plan))) {
      return;
    } else if (isData(i) && plans[i - 1]?.ends === 'port') {
      // Data behind ports: their layer tells how many bytes they are.
      return;
    }
    const name = ends !== 'net' || last || broken ? (protocols[i] as Protocol).short : '';
    const bare = sign + name + (broken ? CUT_OFF : '');
    const before = new Literal(name && !broken ? `${bare} ` : bare);
    const bareLength = name || broken ? new Literal(bare).length : 0;
    const ofFragments = plan.ofFragments && !last;
    steps.push({
      kind: 'says',
      layer: i,
      plan,
      last,
      broken,
      ofFragments,
      before,
      bare: bareLength,
    });
    sign = name || broken ? signs.deeper : sign;
  });
  return { steps, end: new Literal(quoted ? ')' : '') };
}

const isEmpty = ({ head, fixed }: Plan): boolean => fixed && head === 0;

function endsStep(
  plans: readonly Plan[],
  flags: Uint8Array,
  i: number,
  sign: string,
  { between }: Signs,
): EndsStep {
  const plan = plans[i] as Plan;
  const inner = portsIn(plans, flags, i);
  const ports = plans[inner];
  const boxed = ports !== undefined && plan.endBits > 48;
  const parts = new LineParts().put(sign);
  addEnd(parts, plan.fromEnd, ports?.fromEnd, boxed);
  addEnd(parts.put(between), plan.toEnd, ports?.toEnd, boxed);
  return { kind: 'ends', layer: i, inner, parts: parts.done() };
}

function addEnd(
  parts: LineParts,
  end: Printed | undefined,
  port: Printed | undefined,
  boxed: boolean,
): void {
  if (boxed) parts.put('[');
  if (end) parts.value(end);
  if (boxed) parts.put(']');
  if (port) parts.put(':').value(port, 0, true);
}

/** The layer whose ports belong to these addresses; negative: there is none. */
function portsIn(plans: readonly Plan[], flags: Uint8Array, i: number): number {
  if (plans[i]?.ends !== 'net') return -1;
  for (let inner = i + 1; inner < plans.length; inner++) {
    const ends = plans[inner]?.ends;
    if (ends === 'net') return -1;
    if (ends === 'port') return ((flags[inner] as number) & BROKEN) !== 0 ? -1 : inner;
  }
  return -1;
}

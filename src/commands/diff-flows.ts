import type { Packet } from '../codec/packet.js';
import { Comparison } from '../compare/comparison.js';
import { type FlowPair, FlowTable, pairFlows } from '../compare/flows.js';
import { InputError } from '../input/input-error.js';
import { type ComparedBy, type DiffOptions, refuseEmpty, reportFor, tell } from './diff.js';
import type { Totals } from './diff-report.js';
import { Side } from './diff-side.js';

/**
 * Pairs by conversation. The first reading remembers a number for each packet, the second one
 * compares those that are not equal; a packet is kept only while its partner is still to come.
 */
export async function diffFlows(
  nameA: string,
  nameB: string,
  options: DiffOptions,
  compared: ComparedBy,
  totals: Totals,
): Promise<boolean> {
  if (nameA === '-' || nameB === '-') {
    const hint = 'tcpip convert - -w all.pcap keeps what comes through a pipe';
    throw new InputError('--by flow reads both twice, and standard input comes once', hint);
  }
  const open = (): Promise<[Side, Side]> =>
    Promise.all([Side.open('A', nameA, options), Side.open('B', nameB, options)]);
  const [a, b] = await open();
  const [ofA, ofB] = [await tableOf(a, compared), await tableOf(b, compared)];
  refuseEmpty(a, b, a.packets > 0, b.packets > 0);
  const { pairs, rest } = pairFlows(ofA, ofB);
  const report = await reportFor(options, a, b, false);
  totals.pairs = pairs.length;
  const sure = compared.ignore.empty && !compared.frame;
  const unsure = pairs.filter(({ equal }) => !(sure && equal));
  totals.same = pairs.length - unsure.length;
  const [againA, againB] = await open();
  await inTurn(againA, againB, unsure, (x, y) =>
    tell(new Comparison(x, y, compared), totals, report),
  );
  for (const one of rest) {
    if (one.side === 'a') totals.onlyA += one.numbers.length;
    else totals.onlyB += one.numbers.length;
    report.rest?.(one);
  }
  report.end(totals, false);
  a.tell(options.quiet ?? false);
  b.tell(options.quiet ?? false);
  return (a.input.damaged ?? false) || (b.input.damaged ?? false);
}

async function tableOf(side: Side, { ignore }: ComparedBy): Promise<FlowTable> {
  const table = new FlowTable();
  while (side.next()) table.add(await side.packet(), side.packets, ignore);
  return table;
}

/** Both once more, pair by pair in the order of A. */
async function inTurn(
  a: Side,
  b: Side,
  pairs: readonly FlowPair[],
  visit: (x: Packet, y: Packet) => Promise<void>,
): Promise<void> {
  const wanted = new Set(pairs.map((pair) => pair.b));
  const kept = new Map<number, Packet>();
  for (const pair of pairs) {
    while (a.packets < pair.a && a.next());
    const x = await a.packet();
    while (!kept.has(pair.b) && b.next()) {
      if (wanted.has(b.packets)) kept.set(b.packets, await ownPacket(b));
    }
    const y = kept.get(pair.b);
    kept.delete(pair.b);
    if (y) await visit(x, y);
  }
}

/** With bytes of its own. */
async function ownPacket(side: Side): Promise<Packet> {
  const { view } = side;
  view.place(view.bytes.slice(view.start, view.end), 0, view.end - view.start);
  return side.packet();
}

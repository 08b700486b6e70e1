import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, type Worker } from 'node:worker_threads';
import type { Tally } from '../checksum/tally.js';
import { room } from '../codec/checksum/room.js';
import type { Protocol } from '../codec/protocol.js';
import type { View } from '../codec/view.js';
import type { Pcap } from '../input/capture/pcap.js';
import type { Packets } from '../input/capture/records.js';
import { Window } from '../input/capture/window.js';
import { Ahead, fileSource } from '../input/source.js';
import type { Crew } from '../start/crew.js';
import type { Progress } from './progress.js';
import { Turns } from './turns.js';

const PIECE = 1 << 18;

/** A packet that is to be looked at again: where its record stands, and its number. */
export interface Place {
  readonly at: number;
  readonly number: number;
}

/** What several threads do, each with packets of its own, in no order. */
export interface Shared {
  /** Where records are written that were changed in place; undefined: nowhere. */
  handle: number | undefined;
  /** It judges every packet. */
  readonly tally: Tally;
  /** A packet has other verdicts than `good`; `at`: of its record in the file. */
  met(view: View, met: number, at: number): void;
  /** A stretch of the file, all of whose packets were taken. */
  piece(bytes: Uint8Array, at: number): void;
  /** What came of it, fit for being sent to another thread. */
  result(): unknown;
  /** Takes in what another thread found. */
  add(result: unknown): void;
  /** All was taken; `look` finds packets again: all fragments are to be put together. */
  gather(look: (place: Place) => View, fragments: Place[]): Promise<void>;
}

interface Work {
  readonly path: string;
  readonly pcap: Pcap;
  /** It holds the first packet, which is done already. */
  readonly view: View;
  readonly progress: Progress | undefined;
}

/** What was read by all threads together, and what is left to one. */
export interface Rest {
  readonly packets: Packets;
  readonly pcap: Pcap;
  readonly offset: number;
  readonly read: number;
  readonly bytes: number;
}

/** What one thread took. */
interface Taken {
  readonly bytes: number;
  readonly fragments: readonly Place[];
}

interface Sent extends Taken {
  readonly found: unknown;
}

interface Team {
  readonly turns: Turns;
  readonly isMain: boolean;
  /** What the others find. */
  readonly results: Promise<readonly Sent[]>;
}

/** From now on all threads are at work. */
export function beginTeam(crew: Crew, pcap: Pcap, packets: number, job: Shared): Team {
  const { isMain } = crew;
  const turns = new Turns(crew.shared);
  if (isMain) turns.begin(pcap.offset, packets, job.handle);
  else job.handle = turns.handle;
  const results = Promise.all(crew.workers.map(resultOf));
  // Whoever waits for them is told: until then nobody need be.
  results.catch(() => {});
  return { turns, isMain, results };
}

/** On a helper it does not come back. */
export async function shareOut(work: Work, job: Shared, team: Team): Promise<Rest> {
  const { turns, isMain, results } = team;
  const { path, pcap, view } = work;
  const taken = await takeTurns(work, job, turns);
  if (!isMain) {
    parentPort?.postMessage({ ...taken, found: job.result() } satisfies Sent);
    process.exit();
  }
  const fragments = [...taken.fragments];
  let { bytes } = taken;
  for (const sent of await results) {
    bytes += sent.bytes;
    for (const place of sent.fragments) fragments.push(place);
    job.add(sent.found);
  }
  const { offset, packets: read } = turns;
  await job.gather(finder(work), fragments);
  view.number = read;
  const rest = pcap.onto(Window.onto(new Ahead(fileSource(path, offset)), PIECE, offset), read);
  return { packets: pcap.goOn(rest), pcap: rest, offset, read, bytes };
}

const resultOf = (worker: Worker): Promise<Sent> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    const ended = (): void => reject(new Error('a thread has ended'));
    worker.once('exit', ended);
    // It has ended already.
    if (worker.threadId < 0) ended();
  });

async function takeTurns(
  { path, pcap, view, progress }: Work,
  job: Shared,
  turns: Turns,
): Promise<Taken> {
  const file = openSync(path, 'r');
  const piece = room(PIECE);
  // All of a pcap file start alike.
  const first = view.cuts.protocols[0] as Protocol;
  const fragments: Place[] = [];
  const record = { at: 0 };
  job.tally.deferred = ({ number }) => {
    fragments.push({ at: record.at, number });
  };
  let bytes = 0;
  for (;;) {
    let at = 0;
    const taken = turns.take((offset) => {
      at = offset;
      const found = pcap.wholeRecords(piece, readSync(file, piece, 0, PIECE, offset));
      return found.packets > 0 ? found : undefined;
    });
    if (taken === undefined) break;
    view.number = taken.packets;
    // The same array for all pieces: the loop that the engine compiled stays good for each.
    bytes += takeEach(pcap.onto(Window.over(piece, taken.end)), view, first, at, job, record);
    job.piece(piece.subarray(0, taken.end), at);
    if (progress?.due()) {
      progress.meter.read = turns.offset;
      await progress.show(turns.packets);
    }
  }
  closeSync(file);
  job.tally.deferred = undefined;
  return { bytes, fragments };
}

/** A loop of its own, which is compiled once. `at`: of the first record in the file. */
function takeEach(
  records: Pcap,
  view: View,
  first: Protocol,
  at: number,
  job: Shared,
  record: { at: number },
): number {
  const { tally } = job;
  let bytes = 0;
  while (records.next(view)) {
    view.number++;
    bytes += view.end - view.start;
    view.locate(first);
    record.at = at + records.from;
    const met = tally.add(view);
    if (met !== 0) job.met(view, met, record.at);
  }
  return bytes;
}

/** Finds packets again, quickest in their order. */
function finder({ path, pcap, view }: Work): (place: Place) => View {
  const first = view.cuts.protocols[0] as Protocol;
  const file = openSync(path, 'r');
  const piece = new Uint8Array(PIECE);
  let from = 0;
  let end = 0;
  return ({ at, number }) => {
    if (at < from || at >= end) {
      from = at;
      end = at + pcap.wholeRecords(piece, readSync(file, piece, 0, PIECE, at)).end;
    }
    pcap.onto(Window.over(piece.subarray(at - from, end - from))).next(view);
    view.number = number;
    view.locate(first);
    return view;
  };
}

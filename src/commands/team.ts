import { closeSync, openSync, readSync } from 'node:fs';
import { room } from '../codec/checksum/room.js';
import type { Out } from '../codec/out.js';
import type { View } from '../codec/view.js';
import type { Pcap } from '../input/capture/pcap.js';
import { Window } from '../input/capture/window.js';
import { Ahead, fileSource } from '../input/source.js';
import type { Format } from '../output/format.js';
import type { Crew } from '../start/crew.js';
import type { Choice } from './choice.js';
import type { FirstLayer } from './first-layer.js';
import { Held } from './held.js';
import type { Progress } from './progress.js';
import { FIRST, Turns } from './turns.js';

const PIECE = 1 << 18;

/** What is to be done with a capture, of which `view` holds the first packet that is shown. */
interface Work {
  readonly path: string;
  readonly pcap: Pcap;
  readonly view: View;
  readonly first: FirstLayer;
  /** It takes packets by themselves, whatever stands around them. */
  readonly choice: Choice | undefined;
  readonly format: Format;
  /** What the format counts. */
  readonly tally: Float64Array | undefined;
  readonly progress: Progress | undefined;
}

/** What is left to one thread: a record that is cut short, or larger than all pieces. */
interface Rest {
  readonly pcap: Pcap;
  /** What was shown before it. */
  readonly packets: number;
  readonly bytes: number;
}

/**
 * Shows the packets of a large capture on as many threads as there are processors. Undefined on a
 * thread that was started for this: its part is done.
 */
export async function shareOut(all: Work, crew: Crew, out: Out): Promise<Rest | undefined> {
  const { path, pcap, view, first, format, tally } = all;
  const turns = new Turns(crew.shared);
  if (!crew.isMain) {
    try {
      await first.loadAll();
      await work(all, turns);
    } catch (error) {
      turns.fail();
      throw error;
    }
    return undefined;
  }
  turns.begin(pcap.offset, view.number);
  await first.loadAll();
  format.begin?.(out);
  void first.locate(view);
  format.view?.(view, out);
  out.flush();
  turns.written(FIRST, Float64Array.of(0, 0, ...(tally ?? [])));
  tally?.fill(0);
  await work(all, turns);
  turns.finish();
  for (const worker of crew.workers) void worker.terminate();
  // As a closed pipe ends any other run.
  if (turns.closed) process.exit(process.exitCode ?? 0);
  if (turns.failed) throw new Error('a thread has failed');
  const { offset, packets: read, sums } = turns;
  const [packets = 0, bytes = 0] = sums;
  tally?.set(sums.subarray(OWN, OWN + tally.length));
  view.number = read;
  const source = new Ahead(fileSource(path, offset));
  return { pcap: pcap.onto(Window.onto(source, PIECE, offset), read), packets, bytes };
}

/** Packets and bytes come before what the format counts. */
const OWN = 2;

async function work(all: Work, turns: Turns): Promise<void> {
  const { path, pcap, view, first, choice, format, tally, progress } = all;
  const file = openSync(path, 'r');
  const piece = room(PIECE);
  const counts = new Float64Array(OWN + (tally?.length ?? 0));
  const held = new Held(turns);
  const { out } = held;
  while (held.open) {
    const taken = turns.take((offset) => {
      const found = pcap.wholeRecords(piece, readSync(file, piece, 0, PIECE, offset));
      return found.packets > 0 ? found : undefined;
    });
    if (taken === undefined) break;
    held.begin(taken.index);
    view.number = taken.packets;
    const records = pcap.onto(Window.over(piece.subarray(0, taken.end)));
    let packets = 0;
    let bytes = 0;
    while (records.next(view)) {
      view.number++;
      void first.locate(view);
      if (choice !== undefined && !choice.takes(view)) continue;
      packets++;
      bytes += view.end - view.start;
      const waiting = format.view?.(view, out);
      if (waiting) await waiting;
    }
    counts.set([packets, bytes]);
    counts.set(tally ?? [], OWN);
    held.end(counts);
    tally?.fill(0);
    if (progress?.due()) {
      progress.meter.read = turns.offset;
      await progress.show(turns.packets);
    }
  }
  held.finish();
  if (!held.open) turns.close();
  closeSync(file);
}

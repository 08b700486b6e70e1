import { closeSync, openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { Out } from '../codec/out.js';
import type { View } from '../codec/view.js';
import type { Pcap } from '../input/capture/pcap.js';
import { Window } from '../input/capture/window.js';
import { Ahead, fileSource } from '../input/source.js';
import type { Format } from '../output/format.js';
import { tryWrite } from '../output/standard-output.js';
import type { FirstLayer } from './first-layer.js';
import { Turns } from './turns.js';

/** More threads than that wait for their turn. */
const MOST = 4;
const PIECE = 1 << 20;
/** What comes of a piece, as a rule; more is written in parts. */
const OUTPUT = 1 << 23;

/** What is left to one thread: a record that is cut short, or larger than all pieces. */
interface Rest {
  readonly pcap: Pcap;
  /** What was shown before it. */
  readonly packets: number;
  readonly bytes: number;
}

/**
 * Shows the packets of a large capture, of which `view` holds the first: on as many threads as
 * there are processors. Undefined on a thread that was started for this: its part is done.
 */
export async function shareOut(
  path: string,
  pcap: Pcap,
  view: View,
  first: FirstLayer,
  format: Format,
  out: Out,
): Promise<Rest | undefined> {
  await first.loadAll();
  const show = (own: Out): void => {
    void first.locate(view);
    format.view?.(view, own);
  };
  if (!isMainThread) {
    const turns = new Turns(workerData as SharedArrayBuffer);
    try {
      work(turns, path, pcap, view, show);
    } catch (error) {
      turns.fail();
      throw error;
    }
    return undefined;
  }
  format.begin?.(out);
  show(out);
  out.flush();
  const turns = new Turns();
  turns.begin(pcap.offset, view.number);
  const workers = Array.from({ length: Math.min(MOST, availableParallelism()) - 1 }, () => {
    const argv = process.argv.slice(2);
    return new Worker(`${import.meta.dirname}/cli.cjs`, { argv, workerData: turns.shared });
  });
  work(turns, path, pcap, view, show);
  turns.finish();
  for (const worker of workers) void worker.terminate();
  // As a closed pipe ends any other run.
  if (turns.closed) process.exit(process.exitCode ?? 0);
  if (turns.failed) throw new Error('a thread has failed');
  const { offset, packets, bytes } = turns;
  view.number = packets;
  const source = new Ahead(fileSource(path, offset));
  const shown = packets - 1;
  return { pcap: pcap.onto(Window.onto(source, PIECE, offset), packets), packets: shown, bytes };
}

function work(turns: Turns, path: string, pcap: Pcap, view: View, show: (out: Out) => void): void {
  const file = openSync(path, 'r');
  const piece = new Uint8Array(PIECE);
  let index = 0;
  let open = true;
  const out = new Out((bytes) => {
    open &&= turns.await(index) && tryWrite(bytes);
  }, OUTPUT);
  while (open) {
    const taken = turns.take((offset) => {
      const found = pcap.wholeRecords(piece, readSync(file, piece, 0, PIECE, offset));
      return found.packets > 0 ? found : undefined;
    });
    if (taken === undefined) break;
    index = taken.index;
    view.number = taken.packets;
    const records = pcap.onto(Window.over(piece.subarray(0, taken.end)));
    while (records.next(view)) {
      view.number++;
      show(out);
    }
    out.flush();
    if (!open || !turns.await(index)) break;
    turns.written(index);
  }
  if (!open) turns.close();
  closeSync(file);
}

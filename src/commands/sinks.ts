import { Out } from '../codec/out.js';
import type { View } from '../codec/view.js';
import type { Slot } from '../input/capture/records.js';
import type { Format } from '../output/format.js';
import type { FirstLayer } from './first-layer.js';

/** Where packets go: a writer of captures, which needs no layers, or a format. */
export interface Sink {
  /** Bytes of the file so far. */
  readonly size: number;
  packet(view: View): void | Promise<void>;
  flush(): void;
  end(): void;
}

type Write = (bytes: Uint8Array) => void;

/** Begins a file: what is given it goes there. */
export type Begin = (write: Write) => Sink;

const OUTPUT = 1 << 18;

/** Any other format is written as `decode` writes it. */
export function formatSink(write: Write, format: Format, first: FirstLayer): Sink {
  let passed = 0;
  const out = new Out((bytes) => {
    write(bytes);
    passed += bytes.length;
  }, OUTPUT);
  format.begin?.(out);
  const show = (view: View): void | Promise<void> =>
    format.view ? format.view(view, out) : format.packet(view.packet(), out);
  return {
    get size() {
      return passed + out.at;
    },
    packet(view) {
      const loading = first.locate(view);
      return loading ? loading.then(() => show(view)) : show(view);
    },
    flush: () => out.flush(),
    end() {
      format.end?.(out);
      out.flush();
    },
  };
}

/** When to go on in a new file. */
export interface Limits {
  readonly packets?: number | undefined;
  readonly bytes?: number | undefined;
  readonly seconds?: number | undefined;
}

/** What a packet may take besides its bytes, in any format of captures. */
const HEADS = 64;

/** Tells before each packet whether it belongs into a new file. */
export class Turns {
  private count = 0;
  private since: number | undefined;

  constructor(private readonly limits: Limits) {}

  /** `size`: of the file so far. */
  before(slot: Slot, size: number): boolean {
    const { packets = INFINITE, bytes = INFINITE, seconds = INFINITE } = this.limits;
    const time = slot.timed ? slot.seconds + slot.nanoseconds / 1e9 : undefined;
    const full =
      this.count >= packets ||
      size + (slot.end - slot.start) + HEADS > bytes ||
      (time !== undefined && this.since !== undefined && time >= this.since + seconds);
    const turns = this.count > 0 && full;
    this.count = turns ? 1 : this.count + 1;
    this.since ??= time;
    // Stretches of time follow each other without a gap, also where no packet is in them.
    if (turns && time !== undefined && this.since !== undefined && seconds < INFINITE) {
      this.since += Math.floor((time - this.since) / seconds) * seconds;
    }
    return turns;
  }
}

const INFINITE = Number.POSITIVE_INFINITY;

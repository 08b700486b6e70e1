// Threads that share a file: each in turn takes the next records, all work at once, and each in
// turn writes. Order is kept, and nothing but a few numbers goes between them.

const LOCK = 0;
/** The next piece of work, and the next one to be written. */
const NEXT = 1;
const WRITTEN = 2;
const STOP = 3;
/** Where records are written that were changed in place. */
const HANDLE = 4;
/** Nobody reads the output any more, or a thread has failed. */
const CLOSED = 1;
const FAILED = 2;
/** What was taken before all others were there. */
export const FIRST = 0;

/** What a thread took. */
export interface Piece {
  readonly index: number;
  /** How many packets stand before it, and how long it is. */
  readonly packets: number;
  readonly end: number;
}

export class Turns {
  private readonly control: Int32Array;
  private readonly totals: Float64Array;
  /** What all have counted of what is written. */
  readonly sums: Float64Array;

  constructor(readonly shared = new SharedArrayBuffer(128)) {
    this.control = new Int32Array(shared, 0, 8);
    this.totals = new Float64Array(shared, 32, 2);
    this.sums = new Float64Array(shared, 48);
  }

  /** Where the next piece starts, and how many packets stand before it. */
  get offset(): number {
    return this.totals[0] as number;
  }
  get packets(): number {
    return this.totals[1] as number;
  }
  get handle(): number {
    return this.control[HANDLE] as number;
  }
  /** Here the rest starts; what comes before it is taken, and to be written. */
  begin(offset: number, packets: number, handle = 0): void {
    this.totals[0] = offset;
    this.totals[1] = packets;
    this.control[HANDLE] = handle;
    Atomics.store(this.control, NEXT, FIRST + 1);
    Atomics.notify(this.control, NEXT);
  }
  /** Waits until there is something to share. */
  awaitBegin(): void {
    Atomics.wait(this.control, NEXT, 0);
  }

  get closed(): boolean {
    return Atomics.load(this.control, STOP) === CLOSED;
  }
  get failed(): boolean {
    return Atomics.load(this.control, STOP) === FAILED;
  }

  /** One thread at a time: `read` gives what it took, or undefined where nothing is left. */
  take(read: (offset: number) => { end: number; packets: number } | undefined): Piece | undefined {
    const { control, totals } = this;
    while (Atomics.compareExchange(control, LOCK, 0, 1) !== 0) Atomics.wait(control, LOCK, 1);
    try {
      if (Atomics.load(control, STOP) !== 0) return undefined;
      const { offset, packets } = this;
      const found = read(offset);
      if (!found) return undefined;
      totals[0] = offset + found.end;
      totals[1] = packets + found.packets;
      return { index: Atomics.add(control, NEXT, 1), packets, end: found.end };
    } finally {
      Atomics.store(control, LOCK, 0);
      Atomics.notify(control, LOCK);
    }
  }

  /** All before it is written. */
  isNow(index: number): boolean {
    return Atomics.load(this.control, WRITTEN) === index;
  }

  /** Waits until all before it is written; false: there is no point in writing. */
  await(index: number): boolean {
    const { control } = this;
    for (;;) {
      if (Atomics.load(control, STOP) !== 0) return false;
      const written = Atomics.load(control, WRITTEN);
      if (written === index) return true;
      Atomics.wait(control, WRITTEN, written);
    }
  }

  /** Only one at a time is between the two: it may add what it counted. */
  written(index: number, counts: Float64Array): void {
    const { sums } = this;
    counts.forEach((count, i) => {
      sums[i] = (sums[i] as number) + count;
    });
    Atomics.store(this.control, WRITTEN, index + 1);
    Atomics.notify(this.control, WRITTEN);
  }

  /** Waits until all that was taken is written. */
  finish(): void {
    this.await(Atomics.load(this.control, NEXT));
  }

  close(): void {
    this.stop(CLOSED);
  }
  fail(): void {
    this.stop(FAILED);
  }

  private stop(why: number): void {
    Atomics.compareExchange(this.control, STOP, 0, why);
    Atomics.notify(this.control, WRITTEN);
  }
}

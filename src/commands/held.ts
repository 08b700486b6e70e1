import { Out } from '../codec/out.js';
import { tryWrite } from '../output/standard-output.js';
import type { Turns } from './turns.js';

/** What comes of a piece, as a rule; more is written in parts. */
const OUTPUT = 1 << 23;
/** So much may wait for its turn: the thread goes on meanwhile. */
const MUCH = 1 << 21;

interface Done {
  readonly index: number;
  readonly to: number;
  readonly counts: Float64Array;
}

/** The output of one of several threads: each piece is written when those before it are. */
export class Held {
  readonly out: Out;
  /** Somebody reads it. */
  open = true;
  /** Pieces that are done, and wait. */
  private readonly done: Done[] = [];
  /** What stands before it is written. */
  private from = 0;
  /** The piece at hand. */
  private index = 0;

  constructor(
    private readonly turns: Turns,
    private readonly take: (bytes: Uint8Array) => boolean = tryWrite,
  ) {
    this.out = new Out((bytes) => this.makeRoom(bytes), OUTPUT);
  }

  begin(index: number): void {
    this.index = index;
  }

  /** All of the piece is here; waits only where much else does. */
  end(counts: Float64Array): void {
    const { done, out, turns } = this;
    done.push({ index: this.index, to: out.at, counts: counts.slice() });
    while (done[0] && (turns.isNow(done[0].index) || out.at - this.from > MUCH)) this.release();
    if (done.length > 0) return;
    this.from = 0;
    out.at = 0;
  }

  /** Writes what is left. */
  finish(): void {
    while (this.done.length > 0) this.release();
  }

  private release(): void {
    const { index, to, counts } = this.done.shift() as Done;
    this.write(this.out.bytes.subarray(this.from, to), index);
    this.from = to;
    if (this.open) this.turns.written(index, counts);
  }

  /** The buffer is full: of the piece at hand this is a part. */
  private makeRoom(bytes: Uint8Array): void {
    this.finish();
    this.write(bytes.subarray(this.from), this.index);
    this.from = 0;
  }

  private write(bytes: Uint8Array, index: number): void {
    this.open &&= this.turns.await(index) && (bytes.length === 0 || this.take(bytes));
  }
}

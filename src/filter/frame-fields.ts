import type { View } from '../codec/view.js';
import { type Kind, type KindName, kinds, Piece, type Value } from './kinds.js';
import type { Source, Test } from './source.js';

/** When the first packet was, and the one before; told of each packet in turn. */
export class Clock {
  private first: bigint | undefined;
  private last: bigint | undefined;
  relative: bigint | undefined;
  delta: bigint | undefined;

  tick(view: View): void {
    const now = timeOf(view);
    if (now === undefined) {
      this.relative = undefined;
      this.delta = undefined;
      return;
    }
    this.first ??= now;
    this.relative = now - this.first;
    this.delta = now - (this.last ?? now);
    this.last = now;
  }
}

function timeOf({ timed, seconds, nanoseconds }: View): bigint | undefined {
  return timed ? BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds) : undefined;
}

type Read = (view: View, clock: Clock, piece: Piece) => Value | undefined;

const FIELDS: Readonly<Record<string, readonly [KindName, Read]>> = {
  frame: ['protocol', ({ bytes, start, end }, _, piece) => piece.set(bytes, start, end)],
  'frame.number': ['number', ({ number }) => number],
  'frame.len': ['number', ({ len }) => len],
  'frame.cap_len': ['number', ({ start, end }) => end - start],
  'frame.time': ['time', timeOf],
  'frame.time_epoch': ['span', timeOf],
  'frame.time_relative': ['span', (_, { relative }) => relative],
  'frame.time_delta': ['span', (_, { delta }) => delta],
  'frame.protocols': ['text', protocols],
  'frame.interface_name': ['text', (view) => view.packet().frame.interface],
  'frame.comment': ['text', (view) => view.packet().frame.comments?.join('\n')],
};
export const FRAME_NAMES: ReadonlySet<string> = new Set(Object.keys(FIELDS));

function protocols({ cuts }: View): string {
  const { count } = cuts;
  return cuts.protocols
    .slice(0, count)
    .map(({ name }) => name)
    .join(':');
}

/** Does it take a look at the packets before? */
export const isTimed = (name: string): boolean => /^frame\.time_(relative|delta)$/.test(name);

export class FrameSource implements Source {
  readonly kind: Kind;
  private readonly read: Read;
  private readonly piece = new Piece();

  constructor(
    name: string,
    private readonly clock: Clock,
  ) {
    const [kind, read] = FIELDS[name] as readonly [KindName, Read];
    this.kind = kinds[kind];
    this.read = read;
  }

  some(view: View, test: Test): boolean {
    const value = this.read(view, this.clock, this.piece);
    return value !== undefined && test(value);
  }
}

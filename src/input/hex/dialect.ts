import type { InputFrame } from '../frame.js';

/** A way in which some tool writes bytes as text. */
export interface Dialect {
  /** As it is named on standard error: `tcpdump -XX`. */
  readonly name: string;
  /**
   * How sure it is that these first lines are its own: 0 (they are not) to 1 (every line is, and
   * nobody else writes so). They come unquoted, without log prefixes; a line of comment is blank.
   */
  likes(sample: readonly string[]): number;
  /** A reader for one input; it hands on each packet as soon as it is whole. */
  open(to: Sink): LineReader;
}

/** Where a reader's findings go. */
export interface Sink {
  /** A whole packet. Its bytes are not written to again. */
  emit(frame: InputFrame): void;
  /** What the user should know of the reading: a byte order, a text that does not fit. */
  notice(text: string): void;
}

/** Where a piece of text stands in the input, from 1 on, for errors. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface LineReader {
  /**
   * Takes a line, without its end. A very long line comes in pieces: `more` says that it goes on.
   * Throws an InputError that names the place.
   */
  read(text: string, place: Place, more: boolean): void;
  /**
   * Takes lines from the bytes of the text, of which the last ends before `to`, as far as it can
   * without strings. Gives where it stands then: what is left comes as text.
   */
  quick?(bytes: Uint8Array, from: number, to: number, lines: Passing): number;
  /** The input has ended. */
  end(): void;
}

/** Counts lines that were taken. */
export interface Passing {
  pass(count: number): void;
}

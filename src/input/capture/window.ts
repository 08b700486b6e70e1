import { room } from '../../codec/checksum/room.js';
import { InputError } from '../input-error.js';
import type { Ahead } from '../source.js';

/**
 * The part of a stream that is looked at: one buffer that is read into again and again. Only what
 * is left of an unfinished record moves to its front.
 */
export class Window {
  bytes: Uint8Array;
  view: DataView;
  /** Where reading stands, and where what is here ends. */
  at = 0;
  end = 0;
  /** Why there is no more, where that is not the end: what unpacks the stream met nonsense. */
  failure: string | undefined;
  /** Called before what is here gives way to what comes next. */
  beforeMove: (() => void) | undefined;
  /** Bytes of the stream before those of the buffer. */
  private passed = 0;
  private source: Ahead | undefined;

  private constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Over a stream, of which `passed` bytes went by already. */
  static onto(source: Ahead, size = 1 << 20, passed = 0): Window {
    const window = new Window(room(size));
    window.source = source;
    window.passed = passed;
    return window;
  }

  /** Over bytes that are here: what is cut out of it is a view into them. */
  static over(bytes: Uint8Array, end = bytes.length): Window {
    const window = new Window(bytes);
    window.end = end;
    return window;
  }

  /** Where `at` is in the stream. */
  get offset(): number {
    return this.passed + this.at;
  }

  /** Bytes from `at` on that are here. */
  get left(): number {
    return this.end - this.at;
  }

  /** Makes sure that so many bytes from `at` on are here; false: the stream ends before. */
  need(count: number): boolean {
    return this.end - this.at >= count || this.fetch(count);
  }

  /** What stands behind this place is no longer of interest. */
  stop(at: number): void {
    this.end = this.at = at;
    this.source = undefined;
  }

  private fetch(count: number): boolean {
    const { source } = this;
    if (source === undefined) return false;
    this.beforeMove?.();
    this.bytes.copyWithin(0, this.at, this.end);
    this.passed += this.at;
    this.end -= this.at;
    this.at = 0;
    while (this.end < count) {
      // A length that lies makes the buffer grow no further than there are bytes to fill it.
      if (this.end === this.bytes.length) this.grow();
      const size = this.read(source);
      if (size === 0) {
        this.source = undefined;
        return false;
      }
      this.end += size;
    }
    return true;
  }

  private read(source: Ahead): number {
    try {
      return source.into(this.bytes, this.end);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.failure = error.message;
      return 0;
    }
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

import { closeSync, openSync, readSync } from 'node:fs';
import { namedAfter } from './whole-file.js';

/** Bytes that are pulled, piece by piece, however many there are. */
export interface Source {
  /** The next piece, good until the next call; undefined at the end. */
  read(): Uint8Array | undefined;
  /** Without a copy: into the buffer from `at` on; gives how many bytes, 0 at the end. */
  into?(buffer: Uint8Array, at: number): number;
}

const STDIN = 0;
const PIECE = 1 << 18;

/** Standard input: what a pipe has is handed on as soon as it is there. */
export const standardInput = (): Source => descriptorSource(STDIN, () => {});

/** A file from a place on, which is closed at its end. */
export function fileSource(path: string, from?: number): Source {
  const descriptor = openSync(path, 'r');
  const source = descriptorSource(descriptor, () => closeSync(descriptor), from);
  const named = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw namedAfter(error as NodeJS.ErrnoException, path);
    }
  };
  return {
    read: () => named(source.read),
    into: (buffer, at) => named(() => source.into(buffer, at)),
  };
}

/** Bytes that are here already. */
export function bytesSource(bytes: Uint8Array): Source {
  let at = 0;
  return {
    read() {
      if (at >= bytes.length) return undefined;
      at += PIECE;
      return bytes.subarray(at - PIECE, at);
    },
  };
}

function descriptorSource(descriptor: number, done: () => void, from?: number): Required<Source> {
  const piece = Buffer.allocUnsafe(PIECE);
  let ended = false;
  let position = from ?? null;
  const into = (buffer: Uint8Array, at: number): number => {
    while (!ended) {
      const size = readSome(descriptor, buffer, at, position);
      if (position !== null && size > 0) position += size;
      if (size > 0) return size;
      ended = size === 0;
      if (ended) done();
    }
    return 0;
  };
  return {
    into,
    read() {
      const size = into(piece, 0);
      return size > 0 ? piece.subarray(0, size) : undefined;
    },
  };
}

/** Bytes read; 0 at the end, negative: none yet. */
function readSome(
  descriptor: number,
  buffer: Uint8Array,
  at: number,
  position: number | null,
): number {
  try {
    return readSync(descriptor, buffer, at, buffer.length - at, position);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // So Windows says that a pipe was closed.
    if (code === 'EOF') return 0;
    if (code !== 'EAGAIN') throw error;
    // Another process that shares the pipe made it non-blocking.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    return -1;
  }
}

/** A source whose first bytes can be looked at before they are read. */
export class Ahead implements Source {
  private seen: Uint8Array = new Uint8Array(0);
  private ended = false;

  constructor(private readonly source: Source) {}

  /** The first `count` bytes, or fewer where there are no more. */
  peek(count: number): Uint8Array {
    while (this.seen.length < count && !this.ended) {
      const piece = this.source.read();
      if (piece === undefined) this.ended = true;
      else this.keep(piece);
    }
    return this.seen.subarray(0, count);
  }

  read(): Uint8Array | undefined {
    if (this.seen.length === 0) return this.source.read();
    const first = this.seen;
    this.seen = new Uint8Array(0);
    return first;
  }

  into(buffer: Uint8Array, at: number): number {
    if (this.seen.length === 0) return this.rest(buffer, at);
    const size = Math.min(this.seen.length, buffer.length - at);
    buffer.set(this.seen.subarray(0, size), at);
    this.seen = this.seen.subarray(size);
    return size;
  }

  /** Behind what was looked at. */
  private rest(buffer: Uint8Array, at: number): number {
    if (this.source.into) return this.source.into(buffer, at);
    const piece = this.source.read();
    if (piece === undefined) return 0;
    this.seen = piece;
    return this.into(buffer, at);
  }

  private keep(piece: Uint8Array): void {
    const both = new Uint8Array(this.seen.length + piece.length);
    both.set(this.seen);
    both.set(piece, this.seen.length);
    this.seen = both;
  }
}

import { mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../source.js';

/** What is put aside to be read again: a file without a name, so that nothing is left of it. */
export class Spool implements Source {
  private readonly descriptor: number;
  private at = 0;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
    this.descriptor = openSync(join(folder, 'packets'), 'wx+');
    rmSync(folder, { recursive: true, force: true });
  }

  readonly write = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at);
  };

  into(buffer: Uint8Array, at: number): number {
    const size = readSync(this.descriptor, buffer, at, buffer.length - at, this.at);
    this.at += size;
    return size;
  }

  read(): Uint8Array | undefined {
    const piece = new Uint8Array(1 << 16);
    const size = this.into(piece, 0);
    return size > 0 ? piece.subarray(0, size) : undefined;
  }
}

import { crc32 } from 'node:zlib';
import { Gunzip } from 'fflate';

/** What ends each piece of gzip: the sum of what was packed, and its length (RFC 1952, 2.3.1). */
const TRAILER = 8;
/** The header of the next piece is read before it is known that one ended; longer ones are rare. */
const RECENT = 1 << 13;

/** Unpacks gzip, and holds what comes out to the sums that were packed with it: fflate does not. */
export class Gzip {
  private readonly gunzip: Gunzip;
  private recent: Uint8Array = new Uint8Array(0);
  private read = 0;
  private sum = 0;
  private size = 0;

  constructor(give: (piece: Uint8Array) => void) {
    this.gunzip = new Gunzip((piece) => {
      this.sum = crc32(piece, this.sum);
      this.size = (this.size + piece.length) >>> 0;
      give(piece);
    });
    this.gunzip.onmember = (start) => this.check(start);
  }

  push(piece: Uint8Array, last: boolean): void {
    const { recent } = this;
    const kept = Math.min(recent.length, RECENT);
    const both = new Uint8Array(kept + piece.length);
    both.set(recent.subarray(recent.length - kept));
    both.set(piece, kept);
    this.recent = both;
    this.read += piece.length;
    this.gunzip.push(piece, last);
    if (last) this.check(this.read);
  }

  /** What ends there is what came out since the last time. */
  private check(end: number): void {
    const { recent, read, sum, size } = this;
    this.sum = 0;
    this.size = 0;
    const at = recent.length - (read - end) - TRAILER;
    if (at < 0) return;
    const view = new DataView(recent.buffer, at, TRAILER);
    if (view.getUint32(0, true) !== sum) throw new Error('what came of it has another checksum');
    if (view.getUint32(4, true) !== size) throw new Error('what came of it has another length');
  }
}

import { writeSync } from 'node:fs';

/** Writes all of the text to standard output. */
export const writeOut = (text: string): void => writeBytes(Buffer.from(text));

/**
 * Writes all of the bytes to standard output. Not through `process.stdout`: making that stream
 * takes longer than decoding a packet. A closed pipe (`| head`) ends the program quietly.
 */
export function writeBytes(bytes: Uint8Array): void {
  writeAll(1, bytes);
}

/** The same for standard error, where whatever is not data goes. */
export const writeError = (text: string): void => writeAll(2, Buffer.from(text));

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(process.exitCode ?? 0);
      if (code !== 'EAGAIN') throw error;
      // The reader is slow, and the pipe does not block.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

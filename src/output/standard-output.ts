import { writeSync } from 'node:fs';

/**
 * Writes all of the text to standard output. Not through `process.stdout`: making that stream
 * takes longer than decoding a packet. A closed pipe (`| head`) ends the program quietly.
 */
export function writeOut(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(process.exitCode ?? 0);
      if (code !== 'EAGAIN') throw error;
      // The reader is slow, and the pipe does not block.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

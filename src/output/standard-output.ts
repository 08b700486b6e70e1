import { writeSync } from 'node:fs';

/** Writes all of the text to standard output. */
export const writeOut = (text: string): void => writeBytes(Buffer.from(text));

/**
 * Writes all of the bytes to standard output. Not through `process.stdout`: making that stream
 * takes longer than decoding a packet. A closed pipe (`| head`) ends the program quietly.
 */
export function writeBytes(bytes: Uint8Array): void {
  if (!tryWrite(bytes)) process.exit(process.exitCode ?? 0);
}

/** To standard error, where whatever is not data goes. */
export function writeError(text: string): void {
  try {
    wrote(2, Buffer.from(text));
  } catch {
    // Who cannot be told need not be stopped: the data are what counts.
  }
}

/** False: nobody reads it any more. */
export const tryWrite = (bytes: Uint8Array): boolean => wrote(1, bytes);

function wrote(descriptor: number, bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw error;
      // The reader is slow, and the pipe does not block.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
  return true;
}

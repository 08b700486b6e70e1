import { readFileSync, readSync, statSync } from 'node:fs';
import { bytesFromHex } from './hex-text.js';

/** The bytes that the operands name: hex, a file that holds hex, or `-` for standard input. */
export function readOperands(operands: readonly string[]): Uint8Array {
  const [first = ''] = operands;
  if (operands.length === 1 && first === '-') return bytesFromHex(standardInput());
  if (operands.length === 1 && isFile(first)) return bytesFromHex(readFileSync(first, 'utf8'));
  return bytesFromHex(operands.join(' '));
}

function isFile(name: string): boolean {
  // A row of hex is longer than any file's name may be: no question to the system then.
  return name.length < 4096 && (statSync(name, { throwIfNoEntry: false })?.isFile() ?? false);
}

/** All of it, whoever is slow to write it. */
function standardInput(): string {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.allocUnsafe(65536);
    const size = readSome(chunk);
    if (size === 0) return Buffer.concat(chunks).toString('utf8');
    if (size > 0) chunks.push(chunk.subarray(0, size));
  }
}

/** Bytes read; 0 at the end, negative: none yet. */
function readSome(chunk: Buffer): number {
  try {
    return readSync(0, chunk);
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

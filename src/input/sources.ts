import { readFileSync, statSync } from 'node:fs';
import { bytesFromHex } from './hex-text.js';

/** The bytes that the operands name: hex, a file that holds hex, or `-` for standard input. */
export function readOperands(operands: readonly string[]): Uint8Array {
  const [first = ''] = operands;
  if (operands.length === 1 && first === '-') return bytesFromHex(readFileSync(0, 'utf8'));
  if (operands.length === 1 && isFile(first)) return bytesFromHex(readFileSync(first, 'utf8'));
  return bytesFromHex(operands.join(' '));
}

function isFile(name: string): boolean {
  // A row of hex is longer than any file's name may be: no question to the system then.
  return name.length < 4096 && (statSync(name, { throwIfNoEntry: false })?.isFile() ?? false);
}

import { fstatSync, statSync } from 'node:fs';
import type { InputOptions } from './input.js';
import { fileSource, type Source, standardInput } from './source.js';

/** What an operand names: a file, or `-` for standard input; the meter is told what is read. */
export function sourceOf(operand: string, { beforeRead, meter }: InputOptions): Source {
  const source = operand === '-' ? standardInput() : fileSource(operand);
  const size = sizeOf(operand);
  if (meter) meter.size += size ?? Number.NaN;
  // A file never has to wait.
  const before = size === undefined ? beforeRead : undefined;
  if (before === undefined && meter === undefined) return source;
  const passed = <T>(found: T, bytes: number): T => {
    if (meter) meter.read += bytes;
    return found;
  };
  return {
    read() {
      before?.();
      const piece = source.read();
      return passed(piece, piece?.length ?? 0);
    },
    into(buffer, at) {
      before?.();
      const count = source.into?.(buffer, at) ?? 0;
      return passed(count, count);
    },
  };
}

/** Undefined for what is no plain file: a pipe, with a name or without. */
function sizeOf(operand: string): number | undefined {
  const found = operand === '-' ? fstatSync(0) : statSync(operand);
  return found.isFile() ? found.size : undefined;
}

import { code } from './sum-code.js';

/** Of bytes from one place of a buffer to before another, in 16 bits. */
export type Sum = (from: number, to: number) => number;

/** In larger ones sums would overflow. */
const MOST = 1 << 20;
const PAGE = 1 << 16;

/** What of it is needed here: the language's own types know no WebAssembly. */
interface Host {
  readonly WebAssembly: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
    readonly Instance: new (module: object, imports: object) => { exports: { sum: Sum } };
  };
}

const sums = new WeakMap<ArrayBufferLike, Sum>();
let module: object | undefined;

/**
 * Bytes for what is read into again and again. WebAssembly, which reaches nothing but its own
 * memory, makes sums over them several times as fast, and from the first packet on.
 */
export function room(size: number): Uint8Array<ArrayBufferLike> {
  if (size > MOST) return new Uint8Array(size);
  try {
    const { Module, Memory, Instance } = (globalThis as typeof globalThis & Host).WebAssembly;
    module ??= new Module(Uint8Array.from(atob(code), (c) => c.charCodeAt(0)));
    const pages = Math.ceil(size / PAGE);
    const memory = new Memory({ initial: pages, maximum: pages });
    const { exports } = new Instance(module, { room: { memory } });
    sums.set(memory.buffer, exports.sum);
    return new Uint8Array(memory.buffer, 0, size);
  } catch {
    // It is switched off, or the processor is too old for it.
    return new Uint8Array(size);
  }
}

/** Undefined: the buffer is no such room. */
export const sumOf = (buffer: ArrayBufferLike): Sum | undefined => sums.get(buffer);

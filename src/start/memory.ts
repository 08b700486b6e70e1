/** Most functions take less to compile. */
const BLOCK = 1 << 21;

/**
 * V8 frees the memory in which it compiled a function when that is done. The C library hands it
 * back to the system, and takes it anew for the next function: a third of all page faults of a run.
 * It hands back only more than twice the largest block that was ever freed (mallopt(3),
 * M_TRIM_THRESHOLD): this one is freed with the first garbage, and takes no memory, for nobody
 * writes into it.
 */
export function keepMemory(): void {
  Buffer.allocUnsafeSlow(BLOCK);
}

import type { Sum } from '../checksum/sums.js';
import { catalog } from '../protocols/common.js';

/** A word that says whose checksum is to be explained: a protocol, or the field itself. */
export async function isExplained(word: string): Promise<boolean> {
  await import('../protocols/index.js');
  const name = word.toLowerCase();
  return catalog.protocols.some(
    (protocol) =>
      protocol.name === name ||
      protocol.short.toLowerCase() === name ||
      (name.startsWith(`${protocol.name}.`) && name.length > protocol.name.length + 1),
  );
}

export function explains(word: string | true, { name, layer: { protocol } }: Sum): boolean {
  if (word === true) return true;
  const wanted = word.toLowerCase();
  return [name, protocol.name, protocol.short.toLowerCase()].includes(wanted);
}

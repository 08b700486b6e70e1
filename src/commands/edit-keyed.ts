import type { Keyed } from '../craft/edit/anonymize.js';

/** AES with a key made of the seed: who does not know that cannot undo it. */
export function keyedBy(seed: string): Keyed {
  const { createCipheriv, createHash } = process.getBuiltinModule('node:crypto');
  const key = createHash('sha256').update(seed).digest();
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return (blocks) => Uint8Array.from(cipher.update(blocks));
}

import { assembler } from './assembler.js';
import { base64 } from './base64.js';
import type { Dialect } from './dialect.js';
import { marked } from './marked.js';
import { nodeBuffer } from './node-buffer.js';
import { sources } from './source.js';
import { within } from './within.js';

/** Dialects in which bytes stand as literals of a language, or encoded as text. */
export const literals: readonly Dialect[] = [
  ...sources,
  nodeBuffer,
  ...marked,
  assembler,
  base64,
  within,
];

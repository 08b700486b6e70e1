// Writes sum-code.ts: `node src/codec/checksum/generate.mjs`, after a change of sum.wat.
import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const folder = new URL('.', import.meta.url);
const { parseWat } = await wabt();
const text = readFileSync(new URL('sum.wat', folder), 'utf8');
const { buffer } = parseWat('sum.wat', text, { simd: true }).toBinary({});
const lines = Buffer.from(buffer)
  .toString('base64')
  .match(/.{1,90}/g);
writeFileSync(
  new URL('sum-code.ts', folder),
  `// Made of sum.wat by generate.mjs.\nexport const code =\n${lines.map((line) => `  '${line}'`).join(' +\n')};\n`,
);

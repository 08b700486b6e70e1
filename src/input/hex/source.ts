import type { Dialect } from './dialect.js';
import type { Language } from './language.js';
import { languages } from './languages.js';
import { SourceReader } from './source-reader.js';

/** As much of a sample as tells which language it is in. */
const ENOUGH = 8192;

/** A row of a dump: the text beside it may look like anything. */
const ROW = /^[ \t]*(?:0x)?(?:[\da-f]{2,8}:?[ \t]+){4}/im;
const SURE = 0.95;

function sourceDialect(language: Language): Dialect {
  return {
    name: language.name,
    likes(sample) {
      const text = beginning(sample);
      const told = language.tells.map(([tell, likes]) => (tell.test(text) ? likes : 0));
      const most = Math.max(0, ...told);
      return most < SURE && ROW.test(text) ? 0 : most;
    },
    open: (to) => new SourceReader(language, to),
  };
}

function beginning(sample: readonly string[]): string {
  let text = '';
  for (const line of sample) {
    if (text.length > ENOUGH) break;
    text += `${line.slice(0, ENOUGH)}\n`;
  }
  return text.slice(0, ENOUGH);
}

/** The dialects of programming languages. */
export const sources: readonly Dialect[] = languages.map(sourceDialect);

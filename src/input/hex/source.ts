import type { Dialect } from './dialect.js';
import type { Language } from './language.js';
import { ERLANG, LUA, languages, PACK, POWERSHELL } from './languages.js';
import { SourceReader } from './source-reader.js';
import { through } from './through.js';

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

/** Brackets and numbers as most other languages have them, each at its place. */
const REWRITTEN: readonly (readonly [Language, (line: string) => string])[] = [
  [ERLANG, (line) => line.replaceAll('<<', ' [').replaceAll('>>', '] ').replace(/\b16#/g, ' 0x')],
  [
    PACK,
    (line) =>
      line.replace(/\bpack\s*\(\s*(["'])C\*\1\s*,(.*)\)/, (_, __, list: string) => `[${list}]`),
  ],
  [LUA, (line) => line.replace(/--[^"']*$/, '').replace(/(["'] *)\.\.(?=$| *["'])/g, '$1+ ')],
  [
    POWERSHELL,
    (line) =>
      line
        .replace(/\[byte\[\]\]/gi, ' '.repeat(8))
        .replace(/[$@]/g, ' ')
        .replaceAll('(', '[')
        .replaceAll(')', ']')
        .replace(/= *(?=[\d-])(.*\w)/, '=[$1]'),
  ],
];

/** The dialects of programming languages. */
export const sources: readonly Dialect[] = [
  ...languages.map(sourceDialect),
  ...REWRITTEN.map(([language, change]) => {
    const { likes } = sourceDialect(language);
    return { ...through(sourceDialect(language), change), likes };
  }),
];

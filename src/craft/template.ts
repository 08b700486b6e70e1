import { isObject } from '../codec/keys.js';
import { CraftError } from './craft-error.js';
import { noJson } from './values.js';

const SHAPE = '{"vars":{"port":443},"build":["ip","tcp dstport=$port syn"]}';

/**
 * Words of `tcpip build` from a file, for recipes too long to type:
 * `{ "vars": { "port": "443" }, "build": ["eth", "ip dst=$dst", "tcp dstport=$port syn"] }`
 */
export function templateFrom(text: string, given: readonly string[]): string[] {
  let template: unknown;
  try {
    template = JSON.parse(text);
  } catch (error) {
    throw new CraftError(`--template: ${noJson(error)}`, SHAPE);
  }
  const build = isObject(template) ? template.build : undefined;
  const lines: unknown[] = typeof build === 'string' ? [build] : Array.isArray(build) ? build : [];
  if (!isObject(template) || lines.length === 0 || lines.some((line) => typeof line !== 'string')) {
    throw new CraftError(
      "--template: an object with 'build', a text or a list of texts, is needed",
      SHAPE,
    );
  }
  const vars = new Map<string, string>();
  for (const [key, value] of Object.entries(isObject(template.vars) ? template.vars : {})) {
    vars.set(key, String(value));
  }
  for (const one of given) {
    const at = one.indexOf('=');
    if (at < 1)
      throw new CraftError(`--var ${one}: a name and a value are needed`, '--var port=443');
    vars.set(one.slice(0, at), one.slice(at + 1));
  }
  return (lines as string[]).flatMap((line) => wordsOf(line).map((word) => filledIn(word, vars)));
}

function filledIn(word: string, vars: ReadonlyMap<string, string>): string {
  return word.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    const value = vars.get(name);
    if (value === undefined) {
      throw new CraftError(`--template: nothing is known of $${name}`, `--var ${name}=…`);
    }
    return value;
  });
}

/** Cut at spaces, as a shell does; quotes hold words together. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [whole] of line.matchAll(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"])+/g)) {
    words.push(
      whole.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"/g, (_, single?: string, double?: string) =>
        single !== undefined ? single : (double ?? '').replace(/\\(["\\])/g, '$1'),
      ),
    );
  }
  return words;
}

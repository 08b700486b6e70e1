import { closest } from '../codec/number.js';
import type { Format, Look } from './format.js';

type Make = (look: Look) => Format;

/** Every format by its name; loaded when it is asked for. */
const formats: Readonly<Record<string, () => Promise<Make>>> = {
  table: async () => (await import('./table.js')).table,
  markdown: async () => (await import('./markdown.js')).markdown,
  summary: async () => (await import('./summary.js')).summary,
  json: async () => (await import('./json.js')).json,
  ndjson: async () => (await import('./json.js')).ndjson,
  hex: async () => (await import('./hex.js')).hex,
  base64: async () => (await import('./hex.js')).base64,
  c: async () => (await import('./code.js')).c,
  python: async () => (await import('./code.js')).python,
  js: async () => (await import('./code.js')).js,
  go: async () => (await import('./code.js')).go,
  rust: async () => (await import('./code.js')).rust,
  command: async () => (await import('./command.js')).command,
  scapy: async () => (await import('./scapy.js')).scapy,
  hexdump: async () => (await import('./hexdump.js')).hexdump,
  dump: async () => (await import('./dump.js')).dump,
  bits: async () => (await import('./bits.js')).bits,
  tree: async () => (await import('./tree.js')).tree,
  diagram: async () => (await import('./diagram.js')).diagram,
};

/** Formats that need to be told their columns. */
export const columnNames: readonly string[] = ['fields', 'csv', 'tsv'];

/** The names of all others. */
export const formatNames = Object.keys(formats);

export async function formatNamed(name: string): Promise<Make> {
  const load = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (load) return load();
  const all = [...formatNames, ...columnNames];
  const near = closest(name, all);
  const hint = near ? `did you mean '${near}'?` : `there are ${all.join(', ')}`;
  throw new RangeError(`no format is called '${name}'; ${hint}`);
}

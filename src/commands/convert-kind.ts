import { extname } from 'node:path';
import { visible } from '../codec/visible.js';
import type { Capture } from '../input/capture/open.js';
import { InputError } from '../input/input-error.js';

export type CaptureKind = 'pcap' | 'nsecpcap' | 'pcapng';

const CAPTURES: readonly string[] = ['pcap', 'nsecpcap', 'pcapng'] satisfies CaptureKind[];

export const isCaptureKind = (kind: string): kind is CaptureKind => CAPTURES.includes(kind);

const ENDINGS: Readonly<Record<string, string>> = {
  pcap: 'pcap',
  cap: 'pcap',
  dmp: 'pcap',
  pcapng: 'pcapng',
  ntar: 'pcapng',
  txt: 'hexdump',
  hex: 'hex',
  b64: 'base64',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  md: 'markdown',
  c: 'c',
  h: 'c',
  py: 'python',
  js: 'js',
  mjs: 'js',
  go: 'go',
  rs: 'rust',
};

/** What is written: as `--to` says, or the file's ending, or as the capture was that is read. */
export function kindFor(
  to: string | undefined,
  path: string,
  capture: Capture | undefined,
): string {
  if (to !== undefined) return to;
  const ending = extname(path).slice(1).toLowerCase();
  if (path === '-' || ending === '') {
    if (capture) return capture.format;
    throw new InputError('what to write is not said', '--to pcap, --to hexdump …');
  }
  const kind = kindByEnding(path);
  if (kind !== undefined) return kind;
  throw new InputError(`nothing is known to end in .${visible(ending)}`, '--to pcap, --to json …');
}

export function kindByEnding(path: string): string | undefined {
  const ending = extname(path).slice(1).toLowerCase();
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
}

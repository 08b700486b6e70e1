import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../fixtures/packets/', import.meta.url);

/** One packet of a fixture file. */
export interface Fixture {
  readonly file: string;
  readonly name: string;
  readonly linktype: number;
  readonly bytes: Uint8Array;
}

export const fixtureFiles: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.slice(0, -4))
  .sort();

/** The packets of one file, as fixtures/README.md describes it. */
export function fixturesOf(file: string): Fixture[] {
  return readFileSync(new URL(`${file}.txt`, folder), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', linktype = '', hex = ''] = line.trim().split(/\s+/);
      return { file, name, linktype: Number(linktype), bytes: fromHex(hex, `${file}: ${name}`) };
    });
}

export const allFixtures = (): Fixture[] => fixtureFiles.flatMap(fixturesOf);

function fromHex(hex: string, what: string): Uint8Array {
  if (!/^([\da-f]{2})+$/.test(hex)) throw new Error(`${what}: no lower-case hex in pairs`);
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

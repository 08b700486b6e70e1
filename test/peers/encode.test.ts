import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { readCapture } from '../../src/input/capture.js';
import { packetsFrom } from '../../src/input/json/open.js';
import { Ahead, bytesSource } from '../../src/input/source.js';
import { PcapWriter } from '../../src/output/capture/pcap.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';

const CAPTURES = fileURLToPath(new URL('../../../shared/captures/clean/', import.meta.url));
const MOST = 15;
const folder = mkdtempSync(join(tmpdir(), 'tcpip-encode-peers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Some of them, from all over the list. */
function some(names: readonly string[]): string[] {
  const step = Math.max(1, Math.ceil(names.length / MOST));
  return names.filter((_, i) => i % step === 0);
}

/** The fixtures as captures, one for each link type. */
function fixtureFiles(): string[] {
  const all = allFixtures();
  const linktypes = [...new Set(all.map(({ linktype }) => linktype))];
  return linktypes
    .filter((one) => one !== UNKNOWN)
    .map((linktype) => {
      const path = join(folder, `${linktype}.pcap`);
      const pieces: Uint8Array[] = [];
      const writer = new PcapWriter((bytes) => pieces.push(bytes.slice()), {
        digits: () => 9,
        notice() {},
      });
      for (const [i, one] of all.entries()) {
        if (one.linktype !== linktype) continue;
        const view = new View(catalog).place(one.bytes, 0, one.bytes.length);
        const time = { timed: true, seconds: 1_700_000_000 + i, nanoseconds: i };
        writer.packet(Object.assign(view, time, { linktype, len: one.bytes.length + (i % 2) }));
      }
      writer.end();
      writeFileSync(path, Buffer.concat(pieces));
      return path;
    });
}

/** What tshark knows as another encapsulation than we have a number for. */
const ODD = new Set([12, 14, 50, 108]);
/** And not at all. */
const UNKNOWN = 219;
/** What it writes where it has changed its mind on how long the packet is. */
const NO_BYTES = /"field length invalid!"/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/g;

interface Read {
  readonly hex: string;
  readonly time: string | undefined;
  readonly len: number;
  readonly linktype: number | undefined;
}

function fromCapture(path: string): Read[] {
  return [...readCapture(readFileSync(path))].map(({ bytes, time, len, linktype }) => ({
    hex: Buffer.from(bytes).toString('hex'),
    time,
    len,
    linktype,
  }));
}

function isCut(path: string): boolean {
  const capture = readCapture(readFileSync(path));
  return [...capture].length > 0 && capture.damage !== undefined;
}

function fromTshark(path: string, form: string): Read[] {
  const args = ['-n', '-r', path, '-T', form, '-x'];
  const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  // What is a control character in a packet is one there, which JSON forbids: tshark's own bug.
  const text = Buffer.from(stdout.replaceAll(NO_BYTES, '""').replaceAll(CONTROL, '?'));
  const packets = packetsFrom(new Ahead(bytesSource(text)), catalog, { fix: false });
  const view = new View(catalog);
  const found: Read[] = [];
  while (packets.next(view)) {
    const { bytes, time, len, linktype } = view;
    found.push({ hex: Buffer.from(bytes).toString('hex'), time, len, linktype });
  }
  return found;
}

const captures = existsSync(CAPTURES) ? some(readdirSync(CAPTURES).sort()) : [];
const files = [...fixtureFiles(), ...captures.map((name) => join(CAPTURES, name))];

describe.each(['json', 'ek'])("tshark's -T %s -x", (form) => {
  it.each(files)('has the packets of %s', (path) => {
    const own = fromCapture(path);
    // It shows custom blocks of pcapng as packets without time and link layer.
    const theirs = fromTshark(path, form).filter(({ time, linktype }) => time ?? linktype);
    // Of a packet that the end of the file cuts through it says nothing.
    const missing = own.length - theirs.length;
    expect([0, isCut(path) ? 1 : 0]).toContain(missing);
    for (const [i, packet] of own.slice(0, theirs.length).entries()) {
      const { hex, time, len, linktype = -1 } = theirs[i] as Read;
      const odd = ODD.has(packet.linktype ?? -1);
      expect({ time, len }).toEqual({ time: packet.time, len: packet.len });
      if (hex !== '') expect(hex).toBe(packet.hex);
      if (!odd) expect(linktype).toBe(packet.linktype);
    }
    expect(theirs.filter(({ hex }) => hex === '').length).toBeLessThanOrEqual(own.length / 20);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCapture } from '../../src/input/capture.js';

/** One packet of the script packets.py. */
export interface Case {
  /** In the capture of its link type, from 1 on. */
  readonly number: number;
  readonly linktype: number;
  readonly family: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

// Debian's interpreter, which sees Debian's Scapy; others on the path may not.
const PYTHON = '/usr/bin/python3';

function run(script: string, ...args: string[]): void {
  const path = fileURLToPath(new URL(script, import.meta.url));
  execFileSync(PYTHON, ['-B', path, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A folder that goes with the test. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'tcpip-peers-'));
  private captures = 0;

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** A capture of these packets; its path. */
  capture(linktype: number, packets: readonly Uint8Array[]): string {
    const path = join(this.path, `${++this.captures}.pcap`);
    writeFileSync(path, pcapOf(linktype, packets));
    return path;
  }

  /** All packets that the script builds. */
  scapyCases(): Case[] {
    const folder = join(this.path, 'scapy');
    run('packets.py', folder);
    const frames = new Map<number, Uint8Array[]>();
    const lines = readFileSync(join(folder, 'index.jsonl'), 'utf8').trimEnd().split('\n');
    return lines.map((line) => {
      const one = JSON.parse(line) as Omit<Case, 'bytes'>;
      let packets = frames.get(one.linktype);
      if (packets === undefined) {
        packets = packetsIn(join(folder, `${one.linktype}.pcap`));
        frames.set(one.linktype, packets);
      }
      return { ...one, bytes: packets[one.number - 1] ?? new Uint8Array() };
    });
  }

  /** What Scapy makes of a capture: each packet parsed, and built anew. */
  rebuilt(capture: string): Uint8Array[] {
    const target = `${capture}.rebuilt`;
    run('rebuild.py', capture, target);
    return packetsIn(target);
  }
}

function packetsIn(path: string): Uint8Array[] {
  return Array.from(readCapture(readFileSync(path)), (frame) => frame.bytes);
}

function pcapOf(linktype: number, packets: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(262144, 16);
  head.writeUInt32LE(linktype, 20);
  const records = packets.flatMap((bytes, i) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000 + i, 0);
    record.writeUInt32LE(bytes.length, 8);
    record.writeUInt32LE(bytes.length, 12);
    return [record, bytes];
  });
  return Buffer.concat([head, ...records]);
}

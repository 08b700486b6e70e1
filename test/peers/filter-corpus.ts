import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ABSURD, BROKEN, CUT } from '../../src/codec/dissect.js';
import type { Note } from '../../src/codec/notes.js';
import { View } from '../../src/codec/view.js';
import { decode } from '../../src/index.js';
import { recordsOf } from '../../src/input/capture/open.js';
import { emptySlot } from '../../src/input/capture/slot.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';

export interface Captured {
  readonly bytes: Uint8Array;
  readonly linktype: number;
  readonly len: number;
}

const CAPTURES = fileURLToPath(new URL('../../../shared/captures/clean/', import.meta.url));
const PER_FILE = 40;
const PREFERENCES = [
  'ip.check_checksum:TRUE',
  'tcp.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'ipv6.tso_support:TRUE',
  'tcp.desegment_tcp_streams:FALSE',
  'tcp.relative_sequence_numbers:FALSE',
  'tcp.analyze_sequence_numbers:FALSE',
  'sctp.reassembly:FALSE',
].flatMap((one) => ['-o', one]);

/** Some packets of every clean capture; the fixtures where there are none. */
export function corpus(): Captured[] {
  if (!existsSync(CAPTURES)) return sound();
  return readdirSync(CAPTURES).sort().flatMap(someOf);
}

const isSmall = ({ field }: Note): boolean => field === 'checksum';

/** Fixtures of which there is nothing to remark but checksums: of the others tshark has its own view. */
function sound(): Captured[] {
  return allFixtures()
    .filter(({ bytes, linktype }) => decode(bytes, { linktype }).notes.every(isSmall))
    .map(({ bytes, linktype }) => ({ bytes, linktype, len: bytes.length }));
}

function someOf(file: string): Captured[] {
  const found: Captured[] = [];
  const records = recordsOf(readFileSync(join(CAPTURES, file)));
  const slot = emptySlot();
  while (found.length < PER_FILE && records?.next(slot)) {
    const { bytes, start, end, len, linktype } = slot;
    // Of very long ones tshark reads what only it knows, for long; some lengths are lies.
    if (linktype !== undefined && end - start < 2000 && len < 1e6) {
      found.push({ bytes: bytes.slice(start, end), linktype, len });
    }
  }
  return found;
}

const words = (...numbers: readonly number[]): Buffer => {
  const found = Buffer.alloc(4 * numbers.length);
  numbers.forEach((n, i) => {
    found.writeUInt32LE(n >>> 0, 4 * i);
  });
  return found;
};

function block(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const whole = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const size = words(whole.length + 12);
  return Buffer.concat([words(type), size, whole, size]);
}

const FIRST_SECOND = 1_700_000_000;

/** pcapng with an interface for each link type, and a packet a second. */
function written(packets: readonly Captured[]): Buffer {
  const interfaces = [...new Set(packets.map(({ linktype }) => linktype))];
  return Buffer.concat([
    block(0x0a0d0d0a, words(0x1a2b3c4d, 1, 0xffffffff, 0xffffffff)),
    ...interfaces.map((linktype) => block(1, words(linktype, 0))),
    ...packets.map(({ bytes, len, linktype }, i) => {
      const time = BigInt(FIRST_SECOND + i) * 1_000_000n;
      const [high, low] = [Number(time >> 32n), Number(time & 0xffffffffn)];
      const index = interfaces.indexOf(linktype);
      return block(6, words(index, high, low, bytes.length, len), bytes);
    }),
  ]);
}

/** tshark over one capture. */
export class Peer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tcpip-filter-'));
  private readonly file = join(this.folder, 'all.pcapng');

  constructor(readonly packets: readonly Captured[]) {
    // The last interval of statistics is longer: what falls into it is not asked for.
    const last = packets[0] as Captured;
    writeFileSync(this.file, written([...packets, last, last]));
  }

  done(): void {
    rmSync(this.folder, { recursive: true });
  }

  run(...given: readonly string[]): string {
    return execFileSync('tshark', ['-n', '-r', this.file, ...PREFERENCES, ...given], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** The numbers of the packets that each filter finds, all in one run. */
  findAll(filters: readonly string[]): number[][] {
    const found: number[][] = filters.map(() => []);
    const text = this.run('-q', '-z', `io,stat,1,${filters.join(',')}`);
    let number = 0;
    for (const line of text.split('\n')) {
      if (!line.includes('<>')) continue;
      number++;
      const cells = line.split('|').slice(2);
      found.forEach((list, i) => {
        if (number <= this.packets.length && Number(cells[2 * i]) > 0) list.push(number);
      });
    }
    return found;
  }

  find(filter: string): number[] {
    return this.run('-Y', filter, '-T', 'fields', '-e', 'frame.number')
      .split('\n')
      .filter(Boolean)
      .map(Number)
      .filter((number) => number <= this.packets.length);
  }

  /** Protocols of each packet, of those that we know too. */
  protocols(): string[] {
    return this.run('-T', 'fields', '-e', 'frame.protocols')
      .split('\n')
      .slice(0, this.packets.length)
      .map((line) => line.split(':').filter(isKnown).join(':'));
  }
}

const isKnown = (name: string): boolean => name !== 'data' && catalog.has(name);

/** The same of ours; undefined where a header is broken off, of which tshark shows less. */
export function protocolsOf({ cuts }: View): string | undefined {
  const broken = cuts.flags.subarray(0, cuts.count).some((f) => f & (BROKEN | CUT | ABSURD));
  if (broken) return undefined;
  const all = cuts.protocols.slice(0, cuts.count).map(({ name }) => name);
  return all.filter(isKnown).join(':');
}

/** Each packet where it lies, one after another in the same view. */
export function each(packets: readonly Captured[], take: (view: View) => void): void {
  const view = new View(catalog);
  packets.forEach(({ bytes, linktype, len }, i) => {
    view.place(bytes, 0, bytes.length);
    view.number = i + 1;
    view.len = len;
    view.linktype = linktype;
    view.timed = true;
    view.seconds = FIRST_SECOND + i;
    view.nanoseconds = 0;
    view.locate(catalog.linktype(linktype));
    take(view);
  });
}

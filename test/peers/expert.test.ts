import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { decode, type Packet } from '../../src/index.js';
import { CaptureError, readCapture } from '../../src/input/capture.js';
import { allFixtures } from '../fixtures.js';
import { agrees, concerns, type Exception, exceptions, excuse } from './expert.js';
import { grouped } from './grouped.js';
import { Folder } from './scapy.js';
import { type PeerPacket, tshark } from './tshark.js';

interface Sample {
  readonly where: string;
  readonly linktype: number;
  readonly bytes: Uint8Array;
}

const captures = fileURLToPath(new URL('../../../shared/captures', import.meta.url));
/** Of one capture: the conversations that follow are like those before. */
const MOST = 200;

/** What the capture holds whole: a packet that was cut has other faults to tshark. */
function samplesIn(file: string): Sample[] {
  try {
    return [...readCapture(readFileSync(join(captures, file)))]
      .slice(0, MOST)
      .filter(({ bytes, len }) => bytes.length === len)
      .map(({ bytes, linktype }, i) => ({ where: `${file} #${i + 1}`, linktype, bytes }));
  } catch (error) {
    if (error instanceof CaptureError) return [];
    throw error;
  }
}

function captured(): Sample[] {
  if (!existsSync(captures)) return [];
  return readdirSync(captures, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tsv'))
    .map((entry) => join(entry.parentPath, entry.name).slice(captures.length + 1))
    .sort()
    .flatMap(samplesIn);
}

const folder = new Folder();
afterAll(() => folder.remove());
const samples: Sample[] = [
  ...captured(),
  ...allFixtures().map((one) => ({ ...one, where: `${one.file} ${one.name}` })),
  ...folder.scapyCases().map((one) => ({ ...one, where: `${one.family}: ${one.description}` })),
];

type Remark = PeerPacket['remarks'][number];
interface Said {
  readonly sample: Sample;
  readonly packet: Packet;
  readonly peer: PeerPacket;
  readonly remark: Remark;
}

// One run of tshark a link type: it needs a third of a second to start.
const said: Said[] = [];
for (const [linktype, group] of grouped(samples, (one) => one.linktype)) {
  const capture = folder.capture(
    linktype,
    group.map(({ bytes }) => bytes),
  );
  let next = 0;
  for await (const peer of tshark(capture)) {
    const sample = group[next++] as Sample;
    const remarks = peer.remarks.filter((remark) => concerns(peer, remark));
    if (remarks.length === 0) continue;
    const packet = decode(sample.bytes, { linktype });
    for (const remark of remarks) said.push({ sample, packet, peer, remark });
  }
}

const agreed = said.filter(({ packet, remark }) => agrees(packet, remark));
const others = said.filter((one) => !agreed.includes(one));
const excuses = others.map((one) => ({ one, why: excuse(one.packet, one.peer, one.remark) }));

describe("tshark's experts", () => {
  it('say much about these packets', () => {
    console.log(
      `${samples.length} packets, ${said.length} remarks of ${
        new Set(said.map(({ remark }) => remark.name)).size
      } kinds: ${agreed.length} in our notes, ${others.length} excepted`,
    );
    expect(agreed.length).toBeGreaterThan(existsSync(captures) ? 2000 : 500);
  });

  it('say nothing that we do not say on the same layer, or stand by not saying', () => {
    const unheard = excuses
      .filter(({ why }) => why === undefined)
      .map(({ one }) => `${one.sample.where}: ${one.remark.name}: ${one.remark.message}`);
    expect(unheard).toEqual([]);
  });

  it('are told apart by exceptions that are all needed', () => {
    const used = new Set<Exception | undefined>(excuses.map(({ why }) => why));
    const idle = existsSync(captures) ? exceptions.filter((one) => !used.has(one)) : [];
    expect(idle.map(({ why }) => why)).toEqual([]);
  });
});

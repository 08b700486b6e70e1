// Every packet of every capture in a folder: decoded, encoded again, and compared with tshark.
// `npm run test:corpus -- <folder>`; exit code 1 if something is lost or differs without a reason.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { decode, encode, type Packet } from '../../src/index.js';
import { CaptureError, type Frame, readCapture } from '../../src/input/capture.js';
import { hexOf, packetsIn } from '../input/json/reading.js';
import { compare } from '../peers/compare.js';
import { type PeerField, type PeerPacket, tshark } from '../peers/tshark.js';
import { Tally } from './tally.js';

/** tshark needs a third of a second to start: two at a time keep two cores busy. */
const AT_ONCE = 2;
/** The part of the fields that must agree. */
const LEAST = 0.995;

const tally = new Tally();
const failures: string[] = [];
let packets = 0;
let compared = 0;

function capturesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tsv'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The packet, if it comes back byte for byte, straight and through JSON text. */
function roundTrip(frame: Frame, where: string): Packet | undefined {
  packets++;
  const { bytes, linktype, ...known } = frame;
  try {
    const packet = decode(bytes, { linktype, frame: known });
    const straight = encode(packet);
    const [throughText = ''] = packetsIn(JSON.stringify(packet));
    if (Buffer.compare(straight, bytes) !== 0) failures.push(`${where}: other bytes`);
    if (throughText !== hexOf(bytes)) {
      failures.push(`${where}: other bytes through JSON`);
    }
    return packet;
  } catch (error) {
    failures.push(`${where}: ${error instanceof Error ? error.stack : error}`);
    return undefined;
  }
}

function framesOf(file: string, name: string): Frame[] {
  try {
    return [...readCapture(readFileSync(file))];
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    failures.push(`${name}: ${error.message}`);
    return [];
  }
}

/** In hostile files tshark guesses at broken record headers, and may cut the file elsewhere. */
function sameBytes({ bytes, caplen }: Frame, peer: PeerPacket): boolean {
  const fits = ({ pos, size, value }: PeerField) => {
    const here = Buffer.from(bytes.subarray(pos, pos + size)).toString('hex');
    return value.length !== size * 2 || value === here;
  };
  const first = peer.fields.filter(({ name, size }) => size > 1 && name.includes('.')).slice(0, 4);
  return peer.caplen === caplen && first.every(fits);
}

async function checkFile(file: string, name: string): Promise<void> {
  const frames = framesOf(file, name);
  const decoded = frames.map((frame) => roundTrip(frame, `${name} #${frame.number}`));
  let next = 0;
  for await (const peer of tshark(file)) {
    const frame = frames[next];
    const packet = decoded[next++];
    if (frame === undefined || packet === undefined || !sameBytes(frame, peer)) continue;
    compared++;
    tally.add(`${name} #${frame.number}`, compare(packet, peer));
  }
}

async function main(): Promise<void> {
  const [folder = '../shared/captures'] = process.argv.slice(2);
  const files = capturesIn(folder);
  const started = performance.now();
  let at = 0;
  const work = async () => {
    for (let file = files[at++]; file !== undefined; file = files[at++]) {
      await checkFile(file, relative(folder, file));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  console.log(tally.report());
  for (const failure of failures.slice(0, 20)) console.log(`FAILED ${failure}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const share = (tally.share * 100).toFixed(3);
  console.log(
    [
      `${files.length} files, ${packets} packets, ${compared} of them compared, ${seconds} s`,
      `${packets - failures.length} round trips byte-identical, ${failures.length} failed`,
      `${share} % of ${tally.total} fields agree with tshark, ${tally.unlisted} differences unlisted`,
    ].join('\n'),
  );
  const good = failures.length === 0 && tally.share >= LEAST && tally.unlisted === 0;
  process.exitCode = good && packets > 0 ? 0 : 1;
}

await main();

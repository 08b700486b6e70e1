import { Out } from '../../src/codec/out.js';
import { decode, type Packet } from '../../src/index.js';
import { csv, fields, tsv } from '../../src/output/fields.js';
import type { Format, Look } from '../../src/output/format.js';
import { columnNames, formatNamed, formatNames } from '../../src/output/formats.js';
import { catalog } from '../../src/protocols/index.js';
import { fixturesOf } from '../fixtures.js';

/** What the screens show: one packet of each kind that people meet. */
const CHOSEN = [
  ['tcp', 'syn'],
  ['dns', 'cname-answer'],
  ['arp', 'request'],
  ['ip', 'first_fragment'],
  ['icmp', 'host-unreachable'],
  ['ipv6.hopopts', 'several'],
  ['ieee8021ad', 'over_8021q'],
  ['ip', 'timestamps_cut'],
  ['udp', 'header-cut'],
  ['eth', 'padding_and_fcs'],
  ['tcp', 'wrong-checksum'],
  ['tcp', 'offloaded-checksum'],
] as const;

export const chosenPackets = (): Packet[] =>
  CHOSEN.map(([file, name]) => {
    const found = fixturesOf(file).find((one) => one.name === name);
    if (!found) throw new Error(`${file} has no ${name}`);
    return decode(found.bytes, { linktype: found.linktype });
  });

const columns = { names: ['frame.len', 'eth.src', 'ip.src', 'ip.ttl', 'tcp.dstport', 'tcp.flags'] };

/** Every format, those that need columns with some. */
export const allFormats = [...columnNames, ...formatNames];

export async function formatFor(name: string, look: Look): Promise<Format> {
  if (name === 'fields') return fields(columns, catalog);
  if (name === 'csv') return csv({ ...columns, header: true }, catalog);
  if (name === 'tsv') return tsv({ ...columns, header: true }, catalog);
  return (await formatNamed(name))(look);
}

/** What a format makes of these packets; it may have to load something for letters beyond ASCII. */
export async function shown(format: Format, packets: readonly Packet[]): Promise<string> {
  const pieces: Buffer[] = [];
  const out = new Out((bytes) => pieces.push(Buffer.from(bytes)));
  format.begin?.(out);
  for (const packet of packets) await format.packet(packet, out);
  format.end?.(out);
  out.flush();
  return Buffer.concat(pieces).toString();
}

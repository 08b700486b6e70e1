import { FILE_HEADER, HAS_FCS } from '../../input/capture/pcap-format.js';
import type { Slot } from '../../input/capture/records.js';
import { InputError } from '../../input/input-error.js';
import { linkTypes } from '../../registries/link-types.js';
import { Gathered } from './gathered.js';
import type { CaptureWriter, Outgoing, WriterOptions } from './writer.js';

const RECORD = 16;
/** What tcpdump writes, and libpcap's own limit. */
const SNAPLEN = 262_144;
const ETHERNET = 1;

/** A pcap file of our own: little endian, version 2.4. */
export class PcapWriter implements CaptureWriter {
  private readonly out: Gathered;
  private linktype = -1;
  private fcs: number | undefined;
  private unit = 1e6;
  private count = 0;

  constructor(
    sink: (bytes: Uint8Array) => void,
    private readonly options: WriterOptions,
  ) {
    this.out = new Gathered(sink);
  }

  get size(): number {
    return this.out.size;
  }

  packet(slot: Outgoing): void {
    const { bytes, start, end, linktype = ETHERNET, more } = slot;
    if (this.linktype < 0) this.writeHeader(linktype, this.options.digits(slot), more?.fcs);
    this.count = slot.number || this.count + 1;
    if (linktype !== this.linktype) throw twoLinkTypes(this.count, linktype, this.linktype);
    if (more?.fcs !== this.fcs) throw twoSequences(this.count, more?.fcs, this.fcs);
    const { out } = this;
    const at = out.head(RECORD);
    writeTime(out.view, at, true, this.unit, slot, this.count);
    if (this.unit === 1e6 && slot.nanoseconds % 1000 !== 0) this.options.notice(CUT);
    if (more?.comments) this.options.notice(COMMENTS);
    out.view.setUint32(at + 8, end - start, true);
    out.view.setUint32(at + 12, slot.len, true);
    out.put(bytes, start, end);
  }

  flush(): void {
    this.out.flush();
  }

  end(): void {
    if (this.linktype < 0) this.writeHeader(ETHERNET, 6);
    this.flush();
  }

  private writeHeader(linktype: number, digits: number, fcs?: number): void {
    this.linktype = linktype;
    this.fcs = fcs;
    this.unit = digits > 6 ? 1e9 : 1e6;
    this.out.put(pcapHeader(linktype, digits, fcs));
  }
}

export function pcapHeader(linktype = ETHERNET, digits = 6, fcs?: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(FILE_HEADER));
  view.setUint32(0, digits > 6 ? 0xa1b23c4d : 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, SNAPLEN, true);
  const told = fcs === undefined ? 0 : HAS_FCS | ((fcs >> 1) << 28);
  view.setUint32(20, linktype | told, true);
  return new Uint8Array(view.buffer);
}

export const CUT = 'times are cut to microseconds; --to nsecpcap keeps their nanoseconds';

const COMMENTS = 'a pcap file has no room for comments: they are left out; --to pcapng keeps them';

/** The two words of a record's time. */
export function writeTime(
  view: DataView,
  at: number,
  little: boolean,
  unit: number,
  { timed, seconds, nanoseconds }: Slot,
  count: number,
): void {
  const since = timed ? seconds : 0;
  if (since < 0 || since >= 2 ** 32) {
    throw new InputError(
      `pcap holds times from 1970 to 2106; that of packet ${count} is ${since} seconds after 1970`,
      '--to pcapng holds it, --shift or --set-times changes it',
    );
  }
  view.setUint32(at, since, little);
  view.setUint32(at + 4, timed ? Math.floor(nanoseconds / (1e9 / unit)) : 0, little);
}

function twoLinkTypes(count: number, own: number, first: number): InputError {
  return new InputError(
    `packet ${count} has ${named(own)}, those before have ${named(first)}: ` +
      'one pcap file has one link type',
    '--to pcapng holds both; --split-linktypes writes a file for each',
  );
}

function twoSequences(count: number, own?: number, first?: number): InputError {
  const said = (fcs?: number) => (fcs === undefined ? 'not said' : `${fcs} bytes`);
  return new InputError(
    `the check sequence behind packet ${count}: ${said(own)}, of those before: ${said(first)}; ` +
      'one pcap file has one length for all',
    '--to pcapng holds both',
  );
}

function named(linktype: number): string {
  const text = linkTypes.textOf(linktype);
  return `link type ${linktype}${text === undefined ? '' : ` (${text})`}`;
}

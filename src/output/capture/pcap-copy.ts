import type { Pcap } from '../../input/capture/pcap.js';
import type { Follower, Slot } from '../../input/capture/records.js';
import { Gathered, Run } from './gathered.js';
import { CUT, pcapHeader, writeTime } from './pcap.js';
import type { CaptureWriter } from './writer.js';

export interface CopyOptions {
  /** Packets may differ from their records: each record is written anew, as far as it differs. */
  readonly edited: boolean;
  /** In place of the file's own. */
  readonly linktype?: number | undefined;
  /** What the file tells of check sequences that end frames is true no more. */
  readonly unsealed?: boolean | undefined;
  /** Something could not be kept. */
  notice(text: string): void;
}

/** A pcap file out of another one, in the very bytes of that where nothing is changed. */
export class PcapCopy implements CaptureWriter, Follower {
  private out: Gathered;
  private run: Run;
  private header = new Uint8Array(0);
  private begun = false;
  private count = 0;

  constructor(
    private readonly capture: Pcap,
    private readonly options: CopyOptions,
    sink: (bytes: Uint8Array) => void,
  ) {
    this.out = new Gathered(sink);
    this.run = new Run(this.out);
    capture.follow(this);
  }

  /** Goes on in another file. */
  turn(sink: (bytes: Uint8Array) => void): void {
    this.out = new Gathered(sink);
    this.run = new Run(this.out);
    this.begun = false;
  }

  get size(): number {
    return this.out.size + this.run.size;
  }

  block(bytes: Uint8Array, from: number, to: number): void {
    this.header = bytes.slice(from, to);
    const { linktype, unsealed } = this.options;
    const view = new DataView(this.header.buffer);
    const { little } = this.capture;
    const word = view.getUint32(20, little);
    const above = unsealed ? 0 : word & 0xffff0000;
    view.setUint32(20, above | (linktype ?? word & 0xffff), little);
  }

  moves(): void {
    this.run.end();
  }

  packet(slot: Slot): void {
    const { capture } = this;
    this.begin();
    this.count++;
    if (capture.whole && !this.options.edited) this.run.add(slot.bytes, capture.from, capture.to);
    else this.write(slot);
  }

  flush(): void {
    this.run.end();
    this.out.flush();
  }

  end(): void {
    this.begin();
    this.flush();
  }

  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    // Where not even the header was whole, it is the usual one.
    this.out.put(this.header.length > 0 ? this.header : pcapHeader());
  }

  private write(slot: Slot): void {
    const { capture, out } = this;
    const { little, from, header, unit } = capture;
    this.run.end();
    const at = out.head(header);
    // What the longer headers have besides stays.
    const own = capture.bytes.subarray(from, from + header);
    out.bytes.set(own, at);
    writeTime(out.view, at, little, unit, slot, this.count);
    if (unit === 1e6 && slot.nanoseconds % 1000 !== 0) this.options.notice(CUT);
    out.view.setUint32(at + (capture.swapped ? 12 : 8), slot.end - slot.start, little);
    out.view.setUint32(at + (capture.swapped ? 8 : 12), slot.len, little);
    out.put(slot.bytes, slot.start, slot.end);
  }
}

import type { InputFrame } from '../frame.js';
import { misread, quoted } from '../place.js';
import type { LineReader, Passing, Place, Sink } from './dialect.js';
import { PacketBytes } from './packet-bytes.js';
import { MOST, QuickRow } from './quick-row.js';
import { BYTES, type Layout, Row } from './row.js';

/** What a tool says between its rows. */
export interface Headings {
  /** A line that is no row. */
  read(line: string): void;
  /** What is known of the packet that ends here; undefined: these bytes are no packet. */
  about(bytes: Uint8Array): Omit<InputFrame, 'bytes'> | undefined;
}

export interface RowsOptions {
  readonly headings?: ((to: Sink) => Headings) | undefined;
  /** Each row is a packet. */
  readonly alone?: boolean;
  /** Said once, with the first packet. */
  readonly remark?: string | undefined;
}

/** Reads rows: a new packet begins where the offset does, or where other text or nothing stands. */
export class RowReader implements LineReader {
  private readonly row: Row;
  private readonly quickRow: QuickRow;
  private readonly packet = new PacketBytes();
  private readonly headings: Headings | undefined;
  /** The offset of the packet's first row. */
  private base = 0;
  /** Bytes of the packet's first row; without offsets, a shorter one ends the packet. */
  private width = 0;
  /** Blanks stand before the first row's bytes. */
  private indented = false;
  /** Bytes of the last row. */
  private last = 0;
  /** A `*`: rows like the last one are left out. */
  private starred = false;
  private ended = true;
  private told = false;
  private toldSqueezed = false;
  /** The line before has not ended yet. */
  private goesOn = false;
  private remarked = false;

  constructor(
    private readonly layout: Layout,
    private readonly to: Sink,
    private readonly options: RowsOptions = {},
  ) {
    this.row = new Row(layout);
    this.quickRow = new QuickRow(this.row, this.packet, layout);
    this.headings = options.headings?.(to);
  }

  read(text: string, place: Place, more: boolean): void {
    const first = !this.goesOn;
    this.goesOn = more;
    // The rest of a long line that was no row.
    if (!first) return;
    if (this.row.parse(text)) {
      if (more) throw misread('a line too long for a row', text, 0, place);
      this.readRow(text, place);
    } else if (this.packet.length > 0 && this.layout.beneath?.test(text)) return;
    else if (text.trim() === '*') this.starred = this.packet.length > 0;
    else if (text.trim() !== '') this.readOther(text, place);
    else if (this.row.offset < 0) this.finish();
  }

  quick(bytes: Uint8Array, from: number, to: number, lines: Passing): number {
    const { row, packet, quickRow } = this;
    let at = from;
    let count = 0;
    if (this.starred || this.goesOn) return from;
    while (at < to && packet.reserve(MOST)) {
      const next = quickRow.read(bytes, at);
      if (next < 0) {
        // Where rows have offsets, an empty line says nothing.
        if (bytes[at] !== FEED || row.offset < 0) break;
        count++;
        at++;
        continue;
      }
      if (packet.length === 0 || row.offset !== this.base + packet.length) {
        if (row.offset !== 0) break;
        this.finish();
      }
      this.begin();
      packet.end += row.count;
      this.last = row.count;
      if (this.options.alone) this.finish();
      count++;
      at = next;
    }
    lines.pass(count);
    return at;
  }

  end(): void {
    this.finish();
  }

  private readOther(text: string, place: Place): void {
    if (this.packet.length > 0 && this.row.offset >= 0 && this.row.resembles(text)) {
      throw misread('a row whose offset cannot be read', text, text.search(/\S/), place);
    }
    this.finish();
    this.headings?.read(text);
  }

  private readRow(text: string, place: Place): void {
    const { row } = this;
    if (row.wrongAt >= 0) throw misread(trouble(row, text), text, row.wrongAt, place);
    if (row.offset >= 0) this.checkOffset(text, place);
    else if (this.width > 0 && row.count > this.width) {
      const what = `a row of ${row.count} bytes after one of ${this.width}`;
      throw misread(what, text, row.bytesAt, place);
    }
    if (row.count === 0) return;
    this.begin();
    this.add(row.bytes.subarray(0, row.count), text, place);
    if (row.textAt >= 0 && !row.textFits(text)) this.doubt(text, place);
    if (row.squeezed && !this.toldSqueezed) {
      this.toldSqueezed = true;
      this.to.notice('one blank parts the text from the bytes: what it says shows where it begins');
    }
    this.last = row.count;
    this.quickRow.learn(row.before, row.squeezed ? undefined : row.digits);
    const { alone = false } = this.options;
    if (alone || (row.offset < 0 && row.count < this.width)) this.finish();
  }

  /** What the first row of a packet tells of it. */
  private begin(): void {
    const { row } = this;
    if (this.packet.length > 0) return;
    this.base = Math.max(0, row.offset);
    this.width = row.count;
    this.indented = row.room > 3 && row.count < 16;
    this.ended = false;
  }

  /** The text beside the bytes says something else. */
  private doubt(text: string, place: Place): void {
    const { layout, row } = this;
    if (layout.fence === undefined && BYTES.test(text.slice(row.textAt))) {
      throw misread(
        'hex digits behind a gap, where the text of the bytes stands',
        text,
        row.textAt,
        place,
      );
    }
    if (this.told) return;
    this.told = true;
    this.to.notice(`line ${place.line}: the text beside the bytes is not theirs; the bytes count`);
  }

  /** The offset must be what the bytes before it come to, or begin a packet. */
  private checkOffset(text: string, place: Place): void {
    const { row, packet, layout } = this;
    const expected = this.base + packet.length;
    if (this.starred) {
      this.repeat(text, place);
      this.starred = false;
    } else if (row.count === 0) {
      this.close(text, place);
    } else if (row.offset !== expected || packet.length === 0) {
      if (row.offset === 0 || (layout.address && (packet.length === 0 || !this.near()))) {
        this.finish();
      } else if (!this.leads()) {
        throw this.misfit(text, place, expected);
      }
    }
  }

  /** Cisco begins the first row where the packet begins in memory: blanks stand before it. */
  private leads(): boolean {
    const { packet, row, base } = this;
    if (!this.indented || packet.length !== this.width || row.offset !== base + 16) return false;
    this.base = row.offset - packet.length;
    return true;
  }

  /** Addresses of one packet follow each other; those of another one are elsewhere. */
  private near(): boolean {
    const { row, base, packet } = this;
    return row.offset > base && row.offset < base + packet.length + 256;
  }

  /** The last line of a dump, an offset alone, says how many bytes there were. */
  private close(text: string, place: Place): void {
    const { row, packet, layout } = this;
    const surplus = this.base + packet.length - row.offset;
    // An odd byte stands in a last word of two; `hexdump -c` fills the last row up.
    const room = layout.cells ? 16 : (layout.group ?? 1);
    if (surplus > 0 && surplus < room) packet.cut(packet.length - surplus);
    else if (surplus !== 0) throw this.misfit(text, place, this.base + packet.length);
    this.finish();
  }

  private repeat(text: string, place: Place): void {
    const { row, packet } = this;
    const last = packet.view().slice(-this.last);
    const missing = row.offset - this.base - packet.length;
    const whole = missing > 0 && missing % last.length === 0;
    // A last row that is shorter repeats nothing.
    if (!whole && row.count > 0) throw this.misfit(text, place, this.base + packet.length);
    for (let left = missing; left > 0; left -= last.length) {
      this.add(last.subarray(0, Math.min(left, last.length)), text, place);
    }
    if (row.count === 0) this.close(text, place);
  }

  private add(bytes: Uint8Array, text: string, place: Place): void {
    if (this.packet.addAll(bytes)) return;
    throw misread('a packet of more than 16 MiB', text, this.row.bytesAt, place);
  }

  private misfit(text: string, place: Place, expected: number): Error {
    const { row, packet, layout } = this;
    const radix = layout.radix ?? 16;
    const said = written(row.offset, radix);
    const what =
      packet.length === 0
        ? `the offset is ${said}, but no bytes stand before it`
        : `the offset is ${said}, but the bytes before it come to ${written(expected, radix)}`;
    return misread(what, text, Math.max(0, text.search(/\S/)), place);
  }

  private finish(): void {
    this.starred = false;
    this.width = 0;
    if (this.ended) return;
    this.ended = true;
    const bytes = this.packet.take();
    const about = this.headings === undefined ? {} : this.headings.about(bytes);
    if (about === undefined) return;
    const { remark } = this.options;
    if (remark !== undefined && !this.remarked) this.to.notice(remark);
    this.remarked = true;
    this.to.emit({ bytes, ...about });
  }
}

const FEED = 10;
const PREFIX = { 16: '0x', 10: '', 8: '0' };

const written = (offset: number, radix: 8 | 10 | 16): string =>
  `${PREFIX[radix]}${offset.toString(radix).padStart(4, '0')}`;

function trouble(row: Row, text: string): string {
  if (row.wrong === 'odd') return 'an odd number of hex digits: the last one stands alone';
  if (row.wrong === 'group') return 'a group with another number of digits than the others';
  if (row.wrong === 'large') return 'a number that is larger than its bytes hold';
  if (row.wrong === 'unshown') return 'nothing shows where the bytes of this row end';
  if (row.wrong === 'cell') return 'neither a letter, an escape nor three octal digits';
  if (row.wrongAt >= text.length) return 'hex digits are missing at the end of the line';
  const digit = row.wrong === 'number' ? 'digit of this number' : 'hex digit';
  return `${quoted(text, row.wrongAt)} is not a ${digit}`;
}

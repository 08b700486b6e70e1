import { hexPair } from '../codec/hex.js';
import type { Packet } from '../codec/packet.js';
import { grouped } from '../protocols/words.js';
import { ascii } from './ascii.js';
import { byPacket, headLines } from './by-packet.js';
import type { Format, Look } from './format.js';
import { lettersOf, ownersOf, type Stretch, stretchesOf } from './owners.js';

/** All bytes: offset, hex, text, and the layers to which they belong. */
export function dump(look: Look): Format {
  return byPacket(
    look,
    (packet, clean) => headLines(packet, look, clean),
    (packet) => allRows(packet, look),
  );
}

function* allRows(packet: Packet, look: Look): Iterable<string> {
  const rows = new Rows(packet, look);
  yield* rows.legend();
  for (let at = 0; at < packet.bytes.length; at += rows.size) yield rows.row(at);
}

/** The legend and the rows, a long stretch of one layer cut short: what is read tells enough. */
export function dumpRows(packet: Packet, look: Look): string[] {
  const rows = new Rows(packet, look);
  const lines = rows.legend();
  const { length } = packet.bytes;
  for (let at = 0; at < length; at += rows.size) {
    const skipped = rows.dull(at);
    if (skipped > 0) {
      lines.push(rows.more(at, skipped));
      at += skipped - rows.size;
    } else {
      lines.push(rows.row(at));
    }
  }
  return lines;
}

/** Rows of one layer that stand before and behind what is left out; how many are worth it. */
const BEFORE = 4;
const AFTER = 1;
const WORTH = 4;

class Rows {
  /** Bytes in one. */
  readonly size: number;
  private readonly owners: Uint8Array;
  private readonly letters: readonly string[];
  private readonly stretches: readonly Stretch[];
  private readonly digits: number;
  private readonly room: number;
  /** Of the whole packet, the one that the row before ended in. */
  private current = 0;

  constructor(
    private readonly packet: Packet,
    private readonly look: Look,
  ) {
    const { length } = packet.bytes;
    this.owners = ownersOf(packet);
    this.letters = lettersOf(packet, this.owners);
    this.stretches = stretchesOf(this.owners);
    this.digits = Math.max(4, Math.max(0, length - 1).toString(16).length);
    this.size = [16, 8, 4].find((size) => this.widthOf(size) + LETTERS <= look.width) ?? 4;
    this.room = look.width - this.widthOf(this.size) - 2;
  }

  private widthOf(size: number): number {
    return this.digits + 2 + size * 3 + (size > 8 ? 1 : 0) + 1 + size;
  }

  row(at: number): string {
    const { bytes } = this.packet;
    const { look, size, owners } = this;
    const end = Math.min(at + size, bytes.length);
    const parts = stretchesOf(owners, at, end);
    let hex = '';
    let text = '';
    for (const { layer, from, to } of parts) {
      let own = '';
      for (let i = from; i < to; i++) {
        own += hexPair(bytes[i] as number);
        if (i + 1 < to) own += i - at === 7 ? '  ' : ' ';
      }
      hex += look.paint.layer(layer, own);
      if (to < end) hex += to - 1 - at === 7 ? '  ' : ' ';
      text += look.paint.layer(layer, this.textOf(from, to));
    }
    const missing = size - (end - at);
    const gap = missing * 3 + (size > 8 && end - at <= 8 ? 1 : 0);
    const offset = look.paint.dim(at.toString(16).padStart(this.digits, '0'));
    const padded = text + ' '.repeat(missing);
    return `${offset}  ${hex}${' '.repeat(gap + 2)}${padded}${this.beside(parts)}`;
  }

  private textOf(from: number, to: number): string {
    let text = '';
    for (let i = from; i < to; i++) {
      const code = this.packet.bytes[i] as number;
      const shown = code >= 0x20 && code < 0x7f;
      text += shown ? String.fromCharCode(code) : this.look.ascii ? '.' : '·';
    }
    return text;
  }

  /** Whose bytes these are, and how many of each: `e14 i2`. */
  private beside(parts: readonly Stretch[]): string {
    const counted = parts.length > 1;
    const { room, letters } = this;
    const marks = parts.map(({ layer, from, to }) => ({
      layer,
      text: `${letters[layer]}${counted ? to - from : ''}`,
    }));
    const length = marks.reduce((sum, { text }) => sum + text.length + 1, -1);
    const painted = (one: { layer: number; text: string }) =>
      this.look.paint.layer(one.layer, one.text);
    if (length <= room) return `  ${marks.map(painted).join(' ')}`;
    // No room for numbers: the legend has them.
    const bare = marks.map(({ layer, text }) => ({ layer, text: text.slice(0, 1) }));
    const shown = bare.length <= room ? bare : bare.slice(0, room - 1);
    return `  ${shown.map(painted).join('')}${shown.length < bare.length ? '+' : ''}`;
  }

  /** Bytes from here that need not be shown. */
  dull(at: number): number {
    const { stretches, size } = this;
    while ((stretches[this.current]?.to ?? at) <= at && this.current < stretches.length) {
      this.current++;
    }
    const one = stretches[this.current];
    if (!one) return 0;
    const from = Math.ceil(one.from / size) * size + BEFORE * size;
    if (at !== from) return 0;
    const whole = Math.floor((one.to - from) / size) - AFTER;
    return whole >= WORTH ? whole * size : 0;
  }

  more(at: number, count: number): string {
    const { look, packet } = this;
    const layer = this.owners[at] as number;
    const name = packet.layers[layer]?.protocol.short ?? '';
    const lead = ' '.repeat(this.digits + 2);
    const bytes = `${grouped(count)} more bytes`;
    const named = `… ${bytes} of ${name} …`;
    // In ASCII an ellipsis has three letters.
    const line = lead.length + named.length + 4 <= look.width ? named : `… ${bytes} …`;
    return lead + look.paint.layer(layer, look.ascii ? ascii(line) : line);
  }

  /** `e Ethernet 0–13   i IPv4 14–33`, in as many lines as it takes. */
  legend(): string[] {
    const { look } = this;
    const ranges = this.packet.layers.map((): string[] => []);
    for (const { layer, from, to } of this.stretches) {
      ranges[layer]?.push(to - from > 1 ? `${from}–${to - 1}` : `${from}`);
    }
    const lines: string[] = [];
    let used = look.width;
    for (const { index, protocol } of this.packet.layers) {
      const own = ranges[index] ?? [];
      if (!own.length) continue;
      const words = `${this.letters[index]} ${protocol.short} ${own.join(', ')}`;
      const item = look.ascii ? ascii(words) : words;
      const fits = used + 3 + item.length <= look.width;
      const painted = look.paint.layer(index, item);
      if (fits) lines[lines.length - 1] += `   ${painted}`;
      else lines.push(painted);
      used = fits ? used + 3 + item.length : item.length;
    }
    return lines;
  }
}

/** Columns for the letters beside a row: two layers with their numbers of bytes. */
const LETTERS = 2 + 6;

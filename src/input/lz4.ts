/** A block says it is so large at most (LZ4 frame format 1.6, BD byte). */
const SIZES = [1 << 16, 1 << 18, 1 << 20, 1 << 22];
/** How far back a match may reach. */
const WINDOW = 1 << 16;
const FRAME = 0x184d2204;
const SKIPPED = 0x184d2a50;

/** Unpacks LZ4 frames, one after another: pieces in, pieces out. */
export class Lz4 {
  private waiting: Uint8Array = new Uint8Array(0);
  private at = 0;
  private step: () => boolean = () => this.readHeader();
  private blockChecks = false;
  private contentCheck = false;
  private most = 0;
  /** What was unpacked last, for matches of the next block, and room for that. */
  private history = new Uint8Array(0);
  private kept = 0;

  constructor(private readonly give: (piece: Uint8Array) => void) {}

  push(piece: Uint8Array, last: boolean): void {
    const left = this.waiting.length - this.at;
    const both = new Uint8Array(left + piece.length);
    both.set(this.waiting.subarray(this.at));
    both.set(piece, left);
    this.waiting = both;
    this.at = 0;
    while (this.step()) {}
    const begun = this.at < this.waiting.length || this.history.length > 0;
    if (last && begun) throw new Error('it ends too soon');
  }

  private get left(): number {
    return this.waiting.length - this.at;
  }

  private u32(at: number): number {
    const { buffer, byteOffset } = this.waiting;
    return new DataView(buffer, byteOffset).getUint32(at, true);
  }

  private readHeader(): boolean {
    if (this.left < 8) return false;
    const magic = this.u32(this.at);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPED) return this.skip(8 + this.u32(this.at + 4));
    if (magic !== FRAME) throw new Error('what follows is no frame of lz4');
    const flags = this.waiting[this.at + 4] as number;
    const size = SIZES[(((this.waiting[this.at + 5] as number) >> 4) & 7) - 4];
    if (flags >> 6 !== 1 || size === undefined) throw new Error('an unknown version of lz4');
    if (flags & 1) throw new Error('it needs a dictionary');
    const length = 7 + (flags & 8 ? 8 : 0);
    if (this.left < length) return false;
    this.at += length;
    this.blockChecks = (flags & 16) !== 0;
    this.contentCheck = (flags & 4) !== 0;
    this.most = size;
    this.history = new Uint8Array(WINDOW + size);
    this.kept = 0;
    this.step = () => this.readBlock();
    return true;
  }

  /** A frame of something else, however long. */
  private skip(count: number): boolean {
    const here = Math.min(count, this.left);
    this.at += here;
    const rest = count - here;
    this.step = rest > 0 ? () => this.left > 0 && this.skip(rest) : () => this.readHeader();
    return true;
  }

  private readBlock(): boolean {
    if (this.left < 4) return false;
    const word = this.u32(this.at);
    if (word === 0) {
      const end = 4 + (this.contentCheck ? 4 : 0);
      if (this.left < end) return false;
      this.at += end;
      this.history = new Uint8Array(0);
      this.step = () => this.readHeader();
      return true;
    }
    const size = word & 0x7fffffff;
    // Packing may make a block longer, by a byte in 255.
    if (size > this.most + 65_536) throw new Error('a block is larger than the frame says');
    if (this.left < 4 + size + (this.blockChecks ? 4 : 0)) return false;
    const block = this.waiting.subarray(this.at + 4, this.at + 4 + size);
    this.at += 4 + size + (this.blockChecks ? 4 : 0);
    const end = word >= 0x80000000 ? this.copy(block) : this.unpack(block);
    this.give(this.history.slice(this.kept, end));
    const from = Math.max(0, end - WINDOW);
    this.history.copyWithin(0, from, end);
    this.kept = end - from;
    return true;
  }

  /** What packing would not make shorter stands as it is. */
  private copy(block: Uint8Array): number {
    if (block.length > this.most) throw new Error('a block is larger than the frame says');
    this.history.set(block, this.kept);
    return this.kept + block.length;
  }

  private unpack(block: Uint8Array): number {
    const { history, kept, most } = this;
    let to = kept;
    for (let at = 0; ; ) {
      const token = block[at++];
      if (token === undefined) throw new Error('a block ends too soon');
      let literals = token >> 4;
      for (let more = 255; literals >= 15 && more === 255; literals += more)
        more = block[at++] ?? 0;
      if (at + literals > block.length || to + literals > kept + most) throw new Error(BROKEN);
      history.set(block.subarray(at, at + literals), to);
      at += literals;
      to += literals;
      if (at === block.length) return to;
      const back = (block[at] as number) | ((block[at + 1] ?? 0) << 8);
      at += 2;
      let length = token & 15;
      for (let more = 255; length >= 15 && more === 255; length += more) more = block[at++] ?? 0;
      length += 4;
      if (back === 0 || back > to || to + length > kept + most) throw new Error(BROKEN);
      // A match may overlap what it makes: byte by byte then.
      if (back >= length) history.copyWithin(to, to - back, to - back + length);
      else for (let i = 0; i < length; i++) history[to + i] = history[to + i - back] as number;
      to += length;
    }
  }
}

const BROKEN = 'a block makes no sense';

import type { Packet } from '../codec/packet.js';
import type { Protocol } from '../codec/protocol.js';
import { View } from '../codec/view.js';
import { type Input, type InputOptions, openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { packetsOf } from '../input/packets.js';
import { catalog } from '../protocols/common.js';
import { Feed } from './feed.js';
import { FirstLayer, type FirstOptions } from './first-layer.js';
import { Said } from './said.js';

/** One of the two that are compared. */
export class Side {
  readonly view = new View(catalog);
  private readonly feed: Feed;
  bytes = 0;

  private constructor(
    readonly label: 'A' | 'B',
    readonly input: Input,
    private readonly first: FirstLayer,
    private readonly told: boolean,
  ) {
    this.feed = new Feed(packetsOf(input));
  }

  static async open(
    label: 'A' | 'B',
    operand: string,
    options: FirstOptions & InputOptions,
  ): Promise<Side> {
    const input = await openInput([operand], options).catch((error) => blame(label, error));
    const told = options.from !== undefined || options.linktype !== undefined;
    return new Side(label, input, await FirstLayer.for(options), told);
  }

  get packets(): number {
    return this.feed.read;
  }

  next(): boolean {
    const found = this.reading(() => this.feed.next(this.view));
    if (found) this.bytes += this.view.end - this.view.start;
    return found;
  }

  more(): boolean {
    return this.reading(() => this.feed.more(this.view));
  }

  private reading(read: () => boolean): boolean {
    try {
      return read();
    } catch (error) {
      return blame(this.label, error);
    }
  }

  /** Good until the next one. */
  async packet(): Promise<Packet> {
    const loading = this.first.locate(this.view);
    if (loading) await loading;
    return this.view.packet();
  }

  /** The packet that is here, if nobody knows what it starts with. */
  lost(packet: Packet): boolean {
    return !this.told && !this.input.capture && packet.layers[0]?.protocol === catalog.data;
  }

  /** The same packet read as another kind. */
  read(first: Protocol): Packet {
    this.view.locate(first);
    return this.view.packet();
  }

  /** The bytes of both are the same, and nothing says that they are of another kind. */
  equals({ view: other }: Side): boolean {
    const { view } = this;
    const size = view.end - view.start;
    if (size !== other.end - other.start) return false;
    if (view.linktype !== other.linktype || view.first !== other.first) return false;
    for (let i = 0; i < size; i++) {
      if (view.bytes[view.start + i] !== other.bytes[other.start + i]) return false;
    }
    return true;
  }

  /** What is to be known of the reading, once all is read. */
  tell(quiet: boolean, notes: readonly string[] = []): void {
    const said = new SaidOf(this.label, this.input, this.first, quiet);
    said.add(this.packets, this.bytes);
    said.end();
    for (const note of notes) said.say(note);
  }
}

/** Which of the two could not be understood. */
function blame(label: string, error: unknown): never {
  if (!(error instanceof InputError)) throw error;
  throw new InputError(`${label}: ${error.message}`, error.hint);
}

class SaidOf extends Said {
  constructor(
    private readonly label: string,
    input: Input,
    first: FirstLayer,
    quiet: boolean,
  ) {
    super(input, first, quiet);
  }

  override say(text: string): void {
    super.say(`${this.label}: ${text.replace(/^input: /, '')}`);
  }
}

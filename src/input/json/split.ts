import { closest } from '../../codec/number.js';
import { visible } from '../../codec/visible.js';
import type { Place } from '../hex/dialect.js';
import { commented, faultIn, LONGEST_KEY } from './walk.js';
import type { TextWindow } from './window.js';
import { quotedText, wrongAt } from './wrong.js';

/** The text of one packet. */
export interface Piece {
  readonly text: string;
  readonly place: Place;
  /** Keys there are in it. */
  readonly keys: number;
  /** There is a backslash in it. */
  readonly escaped: boolean;
}

/** Nothing that is meant nests as deep. */
const DEEPEST = 100;

const LOOK = 1 << 20;
/** So near to its end a word may be cut. */
const CUT = 64;

const FEED = 10;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const LIST = 91;
const BACKSLASH = 92;
const LIST_END = 93;
const OBJECT = 123;
const OBJECT_END = 125;
/** Before each text of a sequence (RFC 7464). */
const RECORD = 30;

/** Bytes that need a look: between values, and inside of text. */
const STEERS = new Uint8Array(256).fill(1, 128);
const STEERS_TEXT = STEERS.slice();
for (const byte of [FEED, QUOTE, COLON, LIST, LIST_END, OBJECT, OBJECT_END]) STEERS[byte] = 1;
for (const byte of [FEED, QUOTE, BACKSLASH]) STEERS_TEXT[byte] = 1;

/** What is known of `{"schema": 1, "packets": […]}`. */
const DOCUMENT_KEYS = ['schema', 'packets'];

/** A list whose values are packets: of a document, with the keys that it had so far, or bare. */
interface List {
  readonly keys: Set<string> | undefined;
  /** Something stands in it; a comma stands behind that. */
  begun: boolean;
  comma: boolean;
}

/**
 * Finds the packets in a text of any length: values one after another, lists of them, documents.
 * It looks for where each one ends, and leaves what is inside to JSON.parse.
 */
export class Splitter {
  private readonly lists: List[] = [];
  private readonly open = new Uint8Array(DEEPEST + 1);

  constructor(private readonly w: TextWindow) {}

  /** The next packet; undefined at the end. */
  next(): Piece | undefined {
    for (;;) {
      const list = this.lists.at(-1);
      const byte = this.skip();
      if (byte < 0) {
        if (list) throw this.w.wrong('the text ends here, before its brackets are closed');
        return undefined;
      }
      if (list && !this.isValue(list, byte)) continue;
      const inner = this.value(byte, list);
      if (inner) return inner;
    }
  }

  /** False: the list has ended, or a comma was taken. */
  private isValue(list: List, byte: number): boolean {
    const { w } = this;
    if (byte === LIST_END) {
      if (list.comma) throw w.wrong('a packet is needed behind the comma');
      w.at++;
      this.lists.pop();
      const around = this.lists.at(-1);
      if (list.keys) this.document(list.keys);
      else if (around) around.comma = false;
      return false;
    }
    if (list.begun && !list.comma) {
      if (byte !== COMMA) throw w.wrong('a comma or ] is needed');
      w.at++;
      list.comma = true;
      return false;
    }
    list.begun = true;
    list.comma = false;
    return true;
  }

  /** A packet, or undefined where something begins that holds packets. */
  private value(byte: number, list: List | undefined): Piece | undefined {
    const { w } = this;
    if (byte === OBJECT) {
      if (list?.keys || !this.isDocument()) return this.packet();
      w.at++;
      this.document(new Set());
      return undefined;
    }
    if (byte === LIST && !list) {
      w.at++;
      this.lists.push({ keys: undefined, begun: false, comma: false });
      return undefined;
    }
    throw w.wrong(this.noPacket(byte));
  }

  private noPacket(byte: number): string {
    if (byte === COMMA) return 'a packet is needed before the comma';
    return commented(this.ahead(2), 0) || 'a packet is needed: {"layers": [ … ]}';
  }

  /** Does the first key at the brace say so? */
  private isDocument(): boolean {
    return /^\{\s*"(?:schema|packets)"/.test(this.ahead(64));
  }

  /** The next letters, from `at` on. */
  private ahead(count: number): string {
    const { w } = this;
    while (w.end - w.at < count && w.more());
    return w.bytes.toString('latin1', w.at, Math.min(w.end, w.at + count));
  }

  /** Reads a document's keys up to its packets, or to its end. */
  private document(keys: Set<string>): void {
    const { w } = this;
    for (;;) {
      let byte = this.skip();
      if (byte === OBJECT_END) {
        w.at++;
        return;
      }
      if (keys.size > 0) {
        if (byte !== COMMA) throw w.wrong('a comma or } is needed');
        w.at++;
        byte = this.skip();
        if (byte === OBJECT_END) throw w.wrong('a key is needed behind the comma');
      }
      const key = this.key(byte, keys);
      if (this.skip() !== COLON) throw w.wrong('a colon is needed behind the key');
      w.at++;
      byte = this.skip();
      if (key === 'schema') {
        this.schema();
        continue;
      }
      if (byte !== LIST) throw w.wrong("'packets' is a list: [ … ]");
      w.at++;
      this.lists.push({ keys, begun: false, comma: false });
      return;
    }
  }

  private key(byte: number, keys: Set<string>): string {
    const { w } = this;
    if (byte !== QUOTE) throw w.wrong('a key in double quotes is needed');
    const [whole = '', key = ''] = /^"([^"\\]*)"/.exec(this.ahead(LONGEST_KEY)) ?? [];
    if (!DOCUMENT_KEYS.includes(key)) {
      const near = closest(key, DOCUMENT_KEYS);
      const hint = near ? `; did you mean '${near}'?` : ": it has 'schema' and 'packets'";
      throw w.wrong(`a document has no key ${quotedText(key)}${hint}`);
    }
    if (keys.has(key)) throw w.wrong('this key is there already');
    keys.add(key);
    w.at += whole.length;
    return key;
  }

  private schema(): void {
    const { w } = this;
    const [token = ''] = /^(?:"[^"]*"|[^\s,\]}]*)/.exec(this.ahead(LONGEST_KEY)) ?? [];
    if (token !== '1') {
      const newer = Number(token) > 1 ? ': a newer tcpip has written it' : '';
      throw w.wrong(
        `schema 1 is what can be read here, not ${visible(token.slice(0, 40))}${newer}`,
      );
    }
    w.at += token.length;
  }

  /** Passes over space; gives the byte behind it, or -1 at the end. */
  private skip(): number {
    const { w } = this;
    for (;;) {
      if (w.at >= w.end && !w.more()) return -1;
      const byte = w.bytes[w.at] as number;
      if (byte === FEED) w.feed(w.at);
      else if (byte !== 32 && byte !== 9 && byte !== 13 && byte !== RECORD) return byte;
      w.at++;
    }
  }

  private packet(): Piece {
    const { w, open } = this;
    const { place } = w;
    w.keep = w.at;
    let { bytes, at, end } = w;
    let depth = 0;
    let keys = 0;
    let plain = true;
    let escaped = false;
    do {
      if (at >= end) {
        this.more(at, plain, place);
        ({ bytes, at, end } = w);
      }
      const byte = bytes[at++] as number;
      if (STEERS[byte] === 0) continue;
      if (byte === QUOTE) {
        for (;;) {
          while (at < end && STEERS_TEXT[bytes[at] as number] === 0) at++;
          if (at >= end) {
            this.more(at, plain, place);
            ({ bytes, at, end } = w);
            continue;
          }
          const letter = bytes[at++] as number;
          if (letter === QUOTE) break;
          if (letter === BACKSLASH) {
            escaped = true;
            // What stands behind it ends nothing.
            if (at >= end) {
              this.more(at, plain, place);
              ({ bytes, at, end } = w);
            }
            at++;
          } else if (letter === FEED) {
            w.feed(at - 1);
          } else {
            plain = false;
            w.high(letter);
          }
        }
      } else if (byte === COLON) {
        keys++;
      } else if (byte === OBJECT || byte === LIST) {
        if (++depth > DEEPEST) throw this.tooDeep(at);
        open[depth] = byte;
      } else if (byte === OBJECT_END || byte === LIST_END) {
        // Each closing bracket stands two behind its opening one.
        if (open[depth--] !== byte - 2) throw this.broken(w.keep, at, plain, place);
      } else if (byte === FEED) {
        w.feed(at - 1);
      } else {
        plain = false;
        w.high(byte);
      }
    } while (depth > 0);
    const text = w.text(w.keep, at, plain, place);
    w.at = at;
    w.keep = -1;
    return { text, place, keys, escaped };
  }

  /** Reads on in the midst of a packet. */
  private more(at: number, plain: boolean, place: Place): void {
    const { w } = this;
    w.at = at;
    if (!w.more()) throw this.endless(plain, place);
  }

  private tooDeep(at: number): Error {
    this.w.at = at - 1;
    return this.w.wrong(`brackets nest deeper than ${DEEPEST}`);
  }

  /** What was read so far is no JSON: says where it begins to be none. */
  private broken(from: number, to: number, plain: boolean, place: Place): Error {
    const text = this.w.text(from, to, plain, place);
    const fault = faultIn(text) ?? {
      what: 'a bracket is closed by another',
      index: text.length - 1,
    };
    return wrongAt(fault.what, text, fault.index, place);
  }

  private endless(plain: boolean, place: Place): Error {
    const { w } = this;
    if (!w.full) return this.broken(w.keep, w.end, plain, place);
    // Where it begins to be none, if that is soon: else it takes long to tell.
    const text = w.bytes.toString('utf8', w.keep, w.keep + LOOK);
    const fault = faultIn(text);
    return fault && fault.index < text.length - CUT && !fault.what.startsWith('the text ends')
      ? wrongAt(fault.what, text, fault.index, place)
      : wrongAt('the packet that begins here is longer than 64 MiB', text, 0, place);
  }
}

import type { Clean } from './clean.js';
import type { Look } from './format.js';
import { isHex, type Node } from './nodes.js';
import { widthOf, wrapped } from './width.js';

/** A field in a drawing: where it stands, and what can be written into so much room. */
export interface Cell {
  readonly start: number;
  readonly width: number;
  /** Nothing is there, although the header says so. */
  readonly missing: boolean;
  readonly wrong: boolean;
  /** Lines for its name and one for its value, none wider than `room`. */
  written(room: number): { readonly names: readonly string[]; readonly value: string };
}

/** Lines that a name may take. */
const MOST_LINES = 3;
const MOST_TEXT = 200;

/** The cells of a layer; remembers for which of them there was too little room. */
export class Cells {
  readonly all: Cell[];
  private readonly short = new Map<Node, string>();

  constructor(
    private readonly leaves: readonly Node[],
    private readonly look: Look,
    private readonly clean: Clean,
  ) {
    this.all = leaves.map((leaf) => ({
      start: leaf.start,
      width: leaf.width,
      missing: false,
      wrong: leaf.malformed || leaf.status === 'bad',
      written: (room: number) => this.write(leaf, room),
    }));
  }

  missing(from: number, count: number): Cell {
    const value = `${count} ${count === 1 ? 'byte' : 'bytes'}`;
    return {
      start: from * 8,
      width: count * 8,
      missing: true,
      wrong: true,
      written: (room) => ({
        names: [['missing', 'gone', '?'].find((word) => word.length <= room) ?? ''],
        value: value.length <= room ? value : '',
      }),
    };
  }

  private write(leaf: Node, room: number) {
    const { name, short } = this.nameOf(leaf, room);
    const value = this.valueOf(leaf, room);
    if (short || value === undefined) this.short.set(leaf, name.join(''));
    return { names: name, value: value ?? this.cut(this.textOf(leaf), room) };
  }

  private nameOf(leaf: Node, room: number): { name: string[]; short: boolean } {
    const mark = leaf.malformed && !leaf.name.startsWith('raw') ? 'malformed ' : '';
    const label = this.clean.of(mark + leaf.label);
    const key = this.clean.of(keyOf(leaf)).replaceAll('_', ' ');
    // RFC 9293 writes the names of flags downwards.
    if (room === 1) return { name: [...downwards(key)].map(ownLetter), short: true };
    for (const words of [label, key]) {
      const lines = linesOf(words, room);
      if (lines) return { name: lines, short: false };
    }
    return { name: [this.cut(key, room)], short: true };
  }

  /** Nothing where none of its forms has room. */
  private valueOf(leaf: Node, room: number): string | undefined {
    const text = this.textOf(leaf);
    const { status, meaning, brief } = leaf;
    const forms = [text];
    if (status !== undefined) forms.unshift(`${text} ${this.clean.of(status)}`);
    else if (brief !== undefined) forms.unshift(`${text} (${this.clean.of(brief)})`);
    else if (meaning !== undefined && !meaning.includes('(')) {
      forms.unshift(`${text} (${this.clean.of(meaning)})`);
    }
    const found = text.length <= MOST_TEXT && forms.find((one) => widthOf(one) <= room);
    if (found !== undefined && found !== false) return found;
    if (!isHex(leaf)) return undefined;
    const count = leaf.width / 8;
    return [`(${count} bytes)`, `(${count})`].find((one) => one.length <= room);
  }

  private textOf(leaf: Node): string {
    const { text, value } = leaf;
    const some = text.length > MOST_TEXT ? [...text].slice(0, MOST_TEXT).join('') : text;
    return text === value ? this.clean.own(some) : this.clean.of(some);
  }

  private cut(text: string, room: number): string {
    if (widthOf(text) <= room) return text;
    const end = this.look.ascii ? '.' : '…';
    let kept = '';
    let used = widthOf(end);
    for (const letter of text) {
      used += widthOf(letter);
      if (used > room) break;
      kept += letter;
    }
    return room < 2 ? end.slice(0, room) : kept + end;
  }

  /** What was too long for its box: below the drawing, all of it. */
  explained(): string[] {
    const lines: string[] = [];
    for (const leaf of this.leaves) {
      const name = this.short.get(leaf);
      if (name === undefined) continue;
      const { meaning } = leaf;
      const said = meaning === undefined ? '' : `, ${this.clean.of(meaning)}`;
      const pad = ' '.repeat(Math.max(0, MOST_LINES - widthOf(name)));
      const words = `${name}${pad}  ${this.clean.of(leaf.label)} = ${this.textOf(leaf)}${said}`;
      wrapped(words, this.look.width - 7).forEach((line, i) => {
        lines.push(`  ${i ? '     ' : ''}${line}`);
      });
    }
    return lines;
  }
}

/** `push` is PSH: the first letters, without vowels where there are too many. */
function downwards(key: string): string {
  const word = key.replaceAll(' ', '');
  const some =
    word.length > MOST_LINES ? word.charAt(0) + word.slice(1).replace(/[aeiou]/g, '') : word;
  return some.slice(0, MOST_LINES).toUpperCase();
}

/** One column for a letter that may be none of ASCII. */
const ownLetter = (letter: string): string => (widthOf(letter) === 1 ? letter : '?');

const keyOf = ({ name }: Node): string => {
  const keys = name.split('.').filter((key) => !/^\d+$/.test(key));
  return keys[keys.length - 1] ?? name;
};

/** The words in lines of that room, if each has room, and the lines are few. */
function linesOf(words: string, room: number): string[] | undefined {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    if (widthOf(word) > room) return undefined;
    const last = lines[lines.length - 1];
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.length <= MOST_LINES ? lines : undefined;
}

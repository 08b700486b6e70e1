/** What is wrong with a JSON text, and where. */
export interface Fault {
  readonly what: string;
  readonly index: number;
}

export type Path = readonly (string | number)[];

class Found extends Error {
  constructor(
    readonly what: string,
    readonly index: number,
  ) {
    super(what);
  }
}

/** The first thing that is wrong; undefined: nothing is. */
export function faultIn(text: string): Fault | undefined {
  return walk(new Walk(text, [], true));
}

/** Where a value stands, or what is nearest to it: its key, or the beginning of what is around. */
export function placeOf(text: string, path: Path): number {
  const one = new Walk(text, path, false);
  walk(one);
  return one.place;
}

function walk(one: Walk): Fault | undefined {
  try {
    one.whole();
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error;
    throw error;
  }
}

/** No name of ours comes near to it. */
export const LONGEST_KEY = 200;

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
/** Up to what needs a look. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
/** What people and other languages write where JSON has a value. */
const FOREIGN = /[+-]?(?:0[xX][\da-fA-F]+|0[bB][01]+|[A-Za-z_]\w*|\.\d+|\d+)/y;

/**
 * Reads JSON text letter by letter. JSON.parse is many times quicker, but does not tell where it
 * gave up, and takes what cannot be meant: a key that comes twice, a number that it has to round.
 */
class Walk {
  place = 0;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly wanted: Path,
    private readonly strict: boolean,
  ) {}

  whole(): void {
    this.pass(SPACE);
    this.place = this.at;
    this.value(0);
    this.pass(SPACE);
    if (this.at < this.text.length) this.fail('something stands behind the value');
  }

  /** `matched`: how much of the wanted path leads here; negative: it does not. */
  private value(matched: number): void {
    const { text, at } = this;
    const letter = text[at];
    if (letter === '{') this.object(matched);
    else if (letter === '[') this.list(matched);
    else if (letter === '"') this.string();
    else if (this.pass(NUMBER)) this.checkNumber(text.slice(at, this.at), at);
    else if (!this.pass(WORD)) this.fail(needed(text, at));
  }

  private object(matched: number): void {
    const keys = new Set<string>();
    this.at++;
    if (this.next() === '}') {
      this.at++;
      return;
    }
    for (;;) {
      const from = this.at;
      const letter = this.text[from];
      if (letter !== '"') {
        const trailing = letter === '}' && keys.size > 0;
        if (trailing) this.fail('a comma with nothing behind it', this.comma(from));
        this.fail(commented(this.text, from) || 'a key in double quotes is needed');
      }
      const key = this.string();
      if (this.strict && keys.has(key)) this.fail('this key is there already', from);
      if (this.strict && key.length > LONGEST_KEY) this.fail('no key is as long', from);
      keys.add(key);
      const inner = this.match(matched, key, from);
      if (this.next() !== ':') this.fail('a colon is needed behind the key');
      this.at++;
      this.pass(SPACE);
      this.value(inner);
      if (this.goesOn('}')) continue;
      return;
    }
  }

  private list(matched: number): void {
    this.at++;
    if (this.next() === ']') {
      this.at++;
      return;
    }
    for (let i = 0; ; i++) {
      if (this.text[this.at] === ']') {
        this.fail('a comma with nothing behind it', this.comma(this.at));
      }
      this.value(this.match(matched, i, this.at));
      if (this.goesOn(']')) continue;
      return;
    }
  }

  private match(matched: number, step: string | number, from: number): number {
    if (matched < 0 || matched === this.wanted.length) return -1;
    // Names with dots do not nest in every text that is wrong.
    const dotted = this.wanted.slice(matched).join('.') === step;
    if (!dotted && this.wanted[matched] !== step) return -1;
    this.place = from;
    return dotted ? this.wanted.length : matched + 1;
  }

  /** Behind a value: a comma and more, or the end. */
  private goesOn(close: string): boolean {
    const behind = this.at;
    const letter = this.next();
    if (letter !== ',' && letter !== close) {
      const comment = commented(this.text, this.at);
      if (comment) this.fail(comment);
      // What is missing is missing at the end of the line before.
      const apart = this.text.slice(behind, this.at).includes('\n');
      this.fail(`a comma or ${close} is needed`, apart && letter !== undefined ? behind : this.at);
    }
    this.at++;
    if (letter === ',') this.pass(SPACE);
    return letter === ',';
  }

  private string(): string {
    const { text } = this;
    const from = this.at++;
    for (;;) {
      this.pass(PLAIN);
      const letter = text[this.at];
      if (letter === '"') break;
      if (letter === undefined) this.fail('the text ends between quotes that begin here', from);
      if (letter !== '\\') {
        this.fail(`a control character stands between quotes: \\u00${hexOf(letter)} means it`);
      }
      if (!this.pass(ESCAPE)) this.fail('there is no such escape: \\\\ means a backslash');
    }
    const value = JSON.parse(text.slice(from, ++this.at)) as string;
    const lone = this.strict ? value.search(LONE) : -1;
    if (lone >= 0) this.fail('half of a letter (a lone surrogate) is no text', from);
    return value;
  }

  private checkNumber(digits: string, from: number): void {
    const follows = this.text.slice(this.at, this.at + 1);
    if (/[\w.]/.test(follows)) this.fail(needed(this.text, from), from);
    const value = Number(digits);
    if (!this.strict || Number.isSafeInteger(value)) return;
    if (!Number.isFinite(value)) this.fail('no field holds a number as large', from);
    if (Number.isInteger(value)) {
      this.fail('a number over 2^53 would be rounded: write it in double quotes', from);
    }
  }

  private next(): string | undefined {
    this.pass(SPACE);
    return this.text[this.at];
  }

  /** The comma before. */
  private comma(from: number): number {
    return this.text.lastIndexOf(',', from);
  }

  private pass(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const passes = pattern.test(this.text);
    if (passes) this.at = pattern.lastIndex;
    return passes;
  }

  private fail(what: string, index = this.at): never {
    const ends = index >= this.text.length;
    throw new Found(ends ? 'the text ends here, before its brackets are closed' : what, index);
  }
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const hexOf = (letter: string): string => letter.charCodeAt(0).toString(16).padStart(2, '0');

/** What to write in place of what stands there. */
function needed(text: string, at: number): string {
  const letter = text[at] ?? '';
  if (letter === "'") return 'text stands in double quotes';
  const comment = commented(text, at);
  if (comment) return comment;
  FOREIGN.lastIndex = at;
  const [word] = FOREIGN.exec(text) ?? [];
  if (word === undefined) return 'a value is needed';
  if (/^[+-]?0[xXbB]/.test(word))
    return 'JSON has decimal numbers only: put others in double quotes';
  if (/^[+-]?[.\d]/.test(word)) return 'JSON has no numbers of this form';
  return 'JSON has no such word: text stands in double quotes';
}

/** Said of comments, of which JSON has none. */
export const commented = (text: string, at: number): string =>
  /^(?:\/[/*]|#)/.test(text.slice(at, at + 2)) ? 'JSON has no comments' : '';

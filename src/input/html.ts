/** Elements that pages and mails have around a dump, or begin with. */
const ELEMENT =
  '(?:html|head|body|pre|code|samp|tt|font|div|p|span|blockquote|table|tbody|tr|td|br|b)';
const BEGINS = new RegExp(`^\\s*(?:<!doctype html|</?${ELEMENT}(?:\\s[^<>]*)?/?>)`, 'i');
const ENDS = /(?:<br ?\/?>|<\/(?:p|div|li|tr|span|code|pre)>)\s*$/i;
/** Behind the first word, or as a mark of quoting: no text of bytes stands there. */
const ENTITY = /^\s*(?:&gt;|(?:[\da-fx]+:?)?(?:&nbsp;|&#160;|&#x?a0;))/i;
/** So many of the lines must be so. */
const MOST = 0.8;

/** Whether the first lines are source of HTML: else `<br>` would be the text of some bytes. */
export function isHtml(sample: readonly string[]): boolean {
  const lines = sample.filter((line) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined) return false;
  const marked = lines.filter((line) => ENDS.test(line) || ENTITY.test(line));
  return BEGINS.test(first) || marked.length >= lines.length * MOST;
}

const BREAK = /<br ?\/?>|<\/(?:p|div|li|tr|pre)>/i;
const CELL = /<\/t[dh]>/gi;
// No comment begins within one: else each of many beginnings would be looked at to the end.
const TAG = /<!--(?:(?!<!--|-->).)*-->|<!?\/?[a-z][\w:-]*(?:\s[^<>]*)?\/?>/gi;
const SIGN = /&(?:#x([\da-f]{1,5})|#(\d{1,6})|([a-z]+));/gi;
const NAMED: Record<string, string> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  tab: '\t',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** The lines that a reader of the page sees in one line of its source. */
export function linesOfHtml(line: string): string[] {
  const parts = line.split(BREAK);
  // What ends at the end of the line ends nothing twice.
  if (parts.length > 1 && parts.at(-1)?.trim() === '') parts.pop();
  return parts.map((part) => part.replace(CELL, '  ').replace(TAG, '').replace(SIGN, sign));
}

function sign(all: string, hex?: string, decimal?: string, name = ''): string {
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal ?? Number.NaN);
  if (code > 0) return code === 0xa0 ? ' ' : String.fromCodePoint(code);
  return NAMED[name.toLowerCase()] ?? all;
}

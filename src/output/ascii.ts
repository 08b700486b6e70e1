/** Signs of our own, as they were typed before there were others. */
const SIGNS: Readonly<Record<string, string>> = {
  '→': '->',
  '←': '<-',
  '›': '>',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '·': '.',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '±': '+-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: all that is not ASCII.
const BEYOND = /[^\u0000-\u007f]/gu;

const escaped = (c: string): string => `\\u{${c.codePointAt(0)?.toString(16)}}`;

/** The same without any letter outside of ASCII. */
export function ascii(text: string): string {
  return text.replace(BEYOND, (c) => SIGNS[c] ?? escaped(c));
}

/** A packet's own text, in which no sign is ours. */
export function escapedAscii(text: string): string {
  return text.replace(BEYOND, escaped);
}

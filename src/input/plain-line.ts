/**
 * What is no text for terminals (ECMA-48, xterm), and written even into pipes: colours,
 * "erase to the end of the line" of grep, the character set of tput, titles and links.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /\u001b(?:\[[\d;:]*m|\[[012]?K|\(B|\][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c))/g;

/** What pages and mails write for a space (Unicode, Zs). */
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/** What nobody sees, and chats and dialogs of Windows put between letters (Unicode, Cf). */
const NOTHING = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** Most lines have no letter outside of ASCII, and no escape: to look for each takes longer. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
const ODD = /[\u001b\u0080-\uffff]/;

/** A line as people see it. */
export function plainLine(line: string): string {
  if (!ODD.test(line)) return line;
  return line.replace(UNSEEN, '').replace(SPACES, ' ').replace(NOTHING, '');
}

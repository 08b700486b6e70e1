import { hexDigit } from '../../codec/hex.js';

const SPACE = 32;
const DASH = 45;
const HALF = 8;
/** So much may stand behind a text, and around it. */
const ROOM = 32;
/** No tool writes more bytes into a row. */
const MOST = 256;

/**
 * Where the text of a row begins when a single blank stands before it, as mails and pages leave it:
 * what follows the blank must be the text of the bytes so far. Negative: nothing shows it.
 */
export function squeezedText(line: string, from: number, after?: RegExp): number {
  const bytes: number[] = [];
  for (let at = from; bytes.length < MOST; ) {
    const high = hexDigit(line.charCodeAt(at));
    const low = hexDigit(line.charCodeAt(at + 1));
    if (high < 0 || low < 0) return -1;
    bytes.push(high * 16 + low);
    at += 2;
    const code = line.charCodeAt(at);
    const ends = at >= line.length || code === SPACE;
    const near = line.length - at < bytes.length + ROOM;
    if (ends && near && isTextOf(bytes, line.slice(at), after))
      return Math.min(at + 1, line.length);
    if (code === SPACE || code === DASH) at++;
  }
  return -1;
}

/** Whether it is their text, sign for sign but for the number of blanks. */
function isTextOf(bytes: readonly number[], text: string, after?: RegExp): boolean {
  const said = squeezed(text.replaceAll('·', '.'));
  const isSaid = (own: string): boolean =>
    own === said ||
    (!!after && said.startsWith(`${own} `) && after.test(said.slice(own.length + 1)));
  // A dot may stand for a space, and a blank in the middle of a row.
  return [' ', '.'].some((blank) => ['', ' '].some((gap) => isSaid(written(bytes, blank, gap))));
}

function written(bytes: readonly number[], blank: string, gap: string): string {
  const signs = bytes.map((byte) => {
    if (byte === SPACE) return blank;
    return byte > SPACE && byte < 127 ? String.fromCharCode(byte) : '.';
  });
  if (bytes.length > HALF) signs.splice(HALF, 0, gap);
  return squeezed(signs.join(''));
}

const squeezed = (text: string): string => text.replace(/[ \t]+/g, ' ').trim();

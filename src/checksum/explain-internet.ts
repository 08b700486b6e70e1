import { fold } from '../codec/checksum/internet.js';
import type { Layer } from '../codec/packet.js';
import type { Look } from '../output/format.js';
import { counted } from '../protocols/words.js';
import { labelsOf } from './explain-labels.js';
import { pseudoHeader } from './explain-pseudo.js';
import { asciiOf, hex4, type Row, rowLines, textLines } from './explain-rows.js';
import { outcome } from './explain-verdict.js';
import type { Sum } from './sums.js';

/** A payload of more words is folded: the first of them, and the last. */
const LONG = 16;
const FIRST = 6;
const LAST = 3;

/** The words added one after another, as on paper. */
export function explainInternet(sum: Sum, look: Look & { full: boolean }): string[] {
  const { seal, sealed, layer, name } = sum;
  const { start } = sealed;
  const end = seal.endOf(sealed);
  const pseudo = pseudoHeader(sum);
  const over = pseudo ? 'pseudo-header and ' : '';
  const title =
    `${name}: ${over}bytes ${start}–${end - 1} as 16-bit words, added in one's complement ` +
    '(RFC 1071)';
  const adder = new Adder(look);
  for (const { word, label, layer: around } of pseudo?.words ?? []) adder.add(word, label, around);
  const lines = [...textLines(title, look), ...(pseudo?.drawing(look) ?? [])];
  addBytes(adder, sum, end, look.full);
  return [...lines, ...adder.lines, ...closing(sum, adder.sum, look, layer)];
}

/** The running sum, and the lines that tell how it grew. */
class Adder {
  readonly lines: string[] = [];
  sum = 0;
  private started = false;

  constructor(private readonly look: Look) {}

  add(word: number, label: string, layer: number | undefined): void {
    const sum = this.sum + word;
    const folded = fold(sum);
    const carries = folded !== sum ? { folded, note: 'carry folded in' } : {};
    const row: Row = this.started
      ? { sign: '+', word, sum, label, layer, ...carries }
      : { sign: ' ', word, label, layer };
    this.started = true;
    this.sum = folded;
    for (const line of rowLines(row, this.look)) this.lines.push(line);
  }
}

function addBytes(adder: Adder, sum: Sum, end: number, full: boolean): void {
  const { sealed, layer } = sum;
  const { bytes, start, at, body } = sealed;
  const labels = labelsOf(sum);
  const one = (i: number) => {
    const isOdd = i + 1 === end;
    const own = i === at;
    const word = own ? 0 : ((bytes[i] as number) << 8) | (isOdd ? 0 : (bytes[i + 1] as number));
    const { text, index } = labels(i);
    const odd = isOdd ? `${text}${text && ', '}odd last byte, padded with 00` : text;
    adder.add(word, own ? `${text}, taken as zero` : odd, index);
  };
  // The payload may start in the middle of a word.
  const from = body < end ? body + ((body - start) % 2) : end;
  const words = Math.ceil((end - from) / 2);
  const folds = !full && words > LONG;
  const skip = folds ? from + 2 * FIRST : end;
  const resume = folds ? from + 2 * (words - LAST) : end;
  for (let i = start; i < skip; i += 2) one(i);
  if (!folds) return;
  const between = sumOf(bytes, skip, resume);
  const label = `… ${counted((resume - skip) / 2, 'word')}, sum ${hex4(between)} …`;
  adder.add(between, label, innerOf(layer));
  for (let i = resume; i < end; i += 2) one(i);
}

const innerOf = (layer: Layer): number => (layer.inner ?? layer).index;

function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i + 1 < to; i += 2) sum += (bytes[i] as number) * 256 + (bytes[i + 1] ?? 0);
  return fold(sum);
}

function closing(sum: Sum, total: number, look: Look, layer: Layer): string[] {
  const made = ~total & 0xffff;
  const expected = sum.expected ?? made;
  const sent = made === 0 && expected !== 0 ? 'zero is sent as ffff, ' : '';
  const { text, paint } = outcome(sum, expected, hex4, layer.protocol.short);
  const row: Row = { sign: '~', word: total, sum: made, folded: expected, label: `${sent}${text}` };
  const [first = '', ...others] = rowLines(row, look);
  // Only the verdict is coloured, and it stands at the end.
  const said = asciiOf(text, look);
  const painted = (line: string) => line.replace(said, paint(look, said));
  return [painted(first), ...others.map(painted)];
}

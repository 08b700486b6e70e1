import { PARTIAL, QUOTED } from '../codec/dissect.js';
import type { Packet } from '../codec/packet.js';
import { headLines } from '../output/by-packet.js';
import { Clean } from '../output/clean.js';
import type { Look } from '../output/format.js';
import { wrapped } from '../output/width.js';
import { counted, grouped, inBytes } from '../protocols/words.js';
import type { Diagnosis } from './diagnose/diagnosis.js';
import type { Entry } from './judged.js';
import type { Sum } from './sums.js';
import { type Total, VERDICTS } from './tally.js';

const GAP = 3;
/** Of more causes than that none is likely. */
const NAMED = 3;
const LEAST = 16;

export const hexOf = (value: number, width: number): string =>
  `0x${value.toString(16).padStart(width >> 2, '0')}`;

/** A packet's heading. */
export function entryHead({ packet, numbers }: Entry, look: Look): string[] {
  const clean = new Clean(look);
  if (numbers.length < 2) return headLines(packet, look, clean);
  // Its header is that of a fragment: what a summary would say of it is wrong.
  const path = packet.layers.map(({ protocol }) => protocol.short).join(' › ');
  const from = numbers.map((number) => `#${number}`).join(', ');
  const size = inBytes(packet.bytes.length);
  return [
    ...wrapped(clean.of(`${path}   ${size}, put together`), look.width).map(look.paint.strong),
    ...wrapped(clean.of(`from ${from}`), look.width - 4).map((line) => `    ${line}`),
  ];
}

/** Name, what is stored, verdict; below it the reasons. */
export function entryLines({ judged, packet }: Entry, look: Look): string[] {
  const clean = new Clean(look);
  if (!judged.length) {
    const told = isLaterFragment(packet) ? LATER : 'no checksum in it';
    return wrapped(told, look.width);
  }
  const names = judged.map(({ sum }) => clean.of(sum.name));
  const name = Math.max(...names.map(({ length }) => length)) + GAP;
  const stored = Math.max(...judged.map(({ sum }) => sum.width >> 2)) + 2 + GAP;
  return judged.flatMap((one, i) => {
    const { sum, findings, working } = one;
    const head = (names[i] as string).padEnd(name) + hexOf(sum.stored, sum.width).padEnd(stored);
    const lines = besides(head, verdictText(sum), look, clean, painter(sum, look));
    const room = ' '.repeat(indentFor(name, look));
    return [
      ...lines,
      ...named(findings).flatMap(({ text, chance, weak }) => [
        ...besides(room, text, look, clean),
        ...(weak ? [] : besides(room, `(${chance})`, look, clean, look.paint.dim)),
      ]),
      ...(working.length ? ['', ...working, ''] : []),
    ];
  });
}

/** What it is of is not known without the first. */
const LATER = 'no checksum of its own: a fragment, and the first of its datagram is not here';

const isLaterFragment = ({ layers }: Packet): boolean =>
  ((layers.at(-1)?.flags ?? 0) & (PARTIAL | QUOTED)) === PARTIAL;

/** One line for a bad checksum among many packets, and the likeliest reason. */
export function badLines({ numbers, judged }: Entry, look: Look): string[] {
  const clean = new Clean(look);
  const number = `#${numbers.join('+')}`;
  return judged.flatMap(({ sum, findings }) => {
    const head = `${number.padEnd(8)}  ${clean.of(sum.name)}  ${hexOf(sum.stored, sum.width)}  `;
    const room = ' '.repeat(indentFor(10, look));
    const finding = findings.find(({ weak }) => !weak);
    return [
      ...besides(head, verdictText(sum), look, clean, look.paint.bad),
      ...(finding ? besides(room, finding.text, look, clean) : []),
    ];
  });
}

/** What would explain any error is told where nothing else is. */
function named(findings: readonly Diagnosis[]): readonly Diagnosis[] {
  const strong = findings.filter(({ weak }) => !weak);
  return strong.length ? strong.slice(0, NAMED) : findings;
}

const indentFor = (wanted: number, { width }: Look): number =>
  width - wanted < LEAST ? GAP : wanted;

/** Text behind a lead, going on below where it starts. */
function besides(
  lead: string,
  text: string,
  look: Look,
  clean: Clean,
  paint: (text: string) => string = (one) => one,
): string[] {
  const indent = indentFor(lead.length, look);
  const lines = wrapped(clean.of(text), look.width - indent);
  if (indent < lead.length)
    return [lead.trimEnd(), ...lines.map((one) => ' '.repeat(indent) + paint(one))];
  return lines.map((one, i) => (i ? ' '.repeat(indent) : lead) + paint(one));
}

function painter({ status }: Sum, { paint }: Look): (text: string) => string {
  return status === 'good' ? paint.good : status === 'bad' ? paint.bad : (text) => text;
}

function verdictText({ status, expected, width, reason, embedded }: Sum): string {
  const where = embedded ? ', in the quoted datagram' : '';
  const right = expected === undefined ? '' : hexOf(expected, width);
  if (status === 'good') return `good${where}`;
  if (status === 'bad') return `bad: ${right} expected${where}`;
  if (status === 'partial') return `partial: ${right} when it is finished${where}`;
  if (status === 'absent') return `absent: ${reason}${where}`;
  return `cannot be checked: ${reason}${where}`;
}

/** How often each checksum had which verdict. */
export function totalLines(totals: readonly Total[], look: Look): string[] {
  const { paint, width } = look;
  const clean = new Clean(look);
  const columns = VERDICTS.filter(
    (verdict, i) => i < 2 || totals.some(({ counts }) => counts[verdict] > 0),
  );
  const names = totals.map(({ name, quoted }) => (quoted ? `${name}, quoted` : name));
  const cells = totals.map(({ counts }) =>
    columns.map((verdict) => (counts[verdict] ? grouped(counts[verdict]) : clean.of('–'))),
  );
  const sizes = columns.map((verdict, i) =>
    Math.max(verdict.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const used = sizes.reduce((all, size) => all + size + 2, 0);
  const name = Math.max(...['checksum', ...names].map(({ length }) => length));
  if (name + used > width) return narrow(totals, names);
  const row = (texts: readonly string[]): string[] =>
    texts.map((text, i) => `  ${text.padStart(sizes[i] ?? 0)}`);
  return [
    paint.strong('checksum'.padEnd(name)) + paint.dim(row(columns).join('')),
    ...cells.map((texts, i) => {
      const [good, bad = '', ...rest] = row(texts);
      const wrong = totals[i]?.counts.bad ? paint.bad(bad) : bad;
      return `${(names[i] as string).padEnd(name)}${good}${wrong}${rest.join('')}`;
    }),
  ];
}

/** Where there is no room for columns. */
const narrow = (totals: readonly Total[], names: readonly string[]): string[] =>
  totals.flatMap(({ counts }, i) => [
    names[i] as string,
    ...VERDICTS.filter((verdict) => counts[verdict]).map(
      (verdict) => `  ${grouped(counts[verdict])} ${verdict}`,
    ),
  ]);

/** What else there is, in words. */
export const moreBad = (count: number): string =>
  `${counted(count, 'bad checksum')} more: --all lists every one`;

import type { ProtocolShare, Report } from '../conversation/figures/report.js';
import { counted, duration, grouped, inBytes } from '../protocols/words.js';
import { columnChart } from './bars.js';
import { Clean } from './clean.js';
import type { Look } from './format.js';
import { type FigureRow, figureLines } from './info-lines.js';
import { wrapped } from './width.js';

const HIGH = 4;
const LABEL = 14;

/** The figures of an input, for people. */
export function infoLines(report: Report, look: Look): string[] {
  const clean = new Clean(look);
  const { packets, talkers } = report;
  return [
    ...facts(report, clean).flatMap((fact) => factLines(fact, look)),
    ...chapter('Protocols', treeRows(report.protocols, packets, ''), look, clean),
    ...chapter(
      `Addresses${some(talkers.addresses)}`,
      talkers.addresses.top.map(({ address, ...share }) => rowOf(address, share, packets)),
      look,
      clean,
    ),
    ...chapter(
      `Pairs${some(talkers.pairs)}`,
      talkers.pairs.top.map(({ between, ...share }) => rowOf(between.join(' – '), share, packets)),
      look,
      clean,
    ),
    ...chapter(
      `Ports${some(talkers.ports)}`,
      talkers.ports.top.map(({ protocol, port, name, ...share }) =>
        rowOf(`${protocol} ${port}${name ? ` ${name}` : ''}`, share, packets),
      ),
      look,
      clean,
    ),
    ...chapter(
      'Sizes on the wire',
      report.sizes.ranges.map((range) => ({
        name: range.to > range.from ? `${range.from}–${range.to}` : String(range.from),
        numbers: [grouped(range.packets), percent(range.packets / packets)],
        share: range.packets / packets,
      })),
      look,
      clean,
    ),
    ...timeLines(report, look, clean),
  ];
}

type Fact = readonly [label: string, text: string];

function facts(report: Report, clean: Clean): Fact[] {
  const { packets, bytes, captured_bytes, truncated_packets, time, rate, sizes } = report;
  const cut = truncated_packets
    ? `, ${inBytes(captured_bytes)} captured: ${counted(truncated_packets, 'packet')} cut short`
    : '';
  const all: (Fact | undefined)[] = [
    ['Packets', grouped(packets)],
    ['Bytes', `${grouped(bytes)} on the wire${cut}`],
    time && ['First', momentText(time.first)],
    time && ['Last', `${momentText(time.last)}${time.in_order ? '' : ', not in order'}`],
    time && ['Duration', duration(rounded(Number(time.duration)))],
    rate && ['Rate', `${scaled(rate.packets)} packets/s, ${scaled(8 * rate.bytes, 'bit/s')}`],
    ['Sizes', `${grouped(sizes.min)} to ${grouped(sizes.max)}, mean ${rounded(sizes.mean)}`],
    ['Link type', linktypes(report)],
    report.snaplen === undefined ? undefined : ['Snap length', grouped(report.snaplen)],
    ...report.interfaces.map((one, i): Fact => {
      const name = one.name === undefined ? '' : `${one.name}, `;
      const limit = one.snaplen ? `, snap length ${grouped(one.snaplen)}` : '';
      return [`Interface ${i}`, `${clean.own(name)}${counted(one.packets, 'packet')}${limit}`];
    }),
  ];
  return all.filter((fact) => fact !== undefined);
}

const linktypes = ({ linktypes: all }: Report): string =>
  all
    .map(({ linktype, name, packets }) => {
      const known = linktype === null ? 'unknown' : `${name ?? 'unknown'} (${linktype})`;
      return all.length > 1 ? `${known}: ${grouped(packets)}` : known;
    })
    .join(', ');

function factLines([label, text]: Fact, look: Look): string[] {
  const room = Math.max(8, look.width - LABEL);
  return wrapped(text, room).map((line, i) => {
    const lead = (i ? '' : label).padEnd(LABEL);
    return `${i ? lead : look.paint.strong(lead)}${line}`;
  });
}

/** Nothing to list, no heading. */
function chapter(title: string, rows: readonly FigureRow[], look: Look, clean: Clean): string[] {
  if (!rows.length) return [];
  const shown = rows.map((row) => ({ ...row, name: clean.of(row.name) }));
  const heads = ['packets', '%', 'bytes'].slice(0, rows[0]?.numbers.length);
  return ['', ...figureLines(clean.of(title), heads, shown, look)];
}

const treeRows = (shares: readonly ProtocolShare[], all: number, lead: string): FigureRow[] =>
  shares.flatMap(({ protocol, within, ...share }) => [
    rowOf(lead + protocol, share, all),
    ...treeRows(within, all, `${lead}  `),
  ]);

function rowOf(name: string, of: { packets: number; bytes: number }, all: number): FigureRow {
  const share = of.packets / all;
  return { name, numbers: [grouped(of.packets), percent(share), grouped(of.bytes)], share };
}

/** Of how many the first are listed, and how far to believe that. */
function some(ranking: Report['talkers']['addresses' | 'pairs' | 'ports']): string {
  const { distinct, estimate, top } = ranking;
  if (estimate) {
    const missing = counted(estimate.missing_packets, 'packet');
    return `, estimated: too many to remember, up to ${missing} of each not counted`;
  }
  return distinct > top.length ? `, the first ${top.length} of ${grouped(distinct)}` : '';
}

function timeLines({ timeline, packets }: Report, look: Look, clean: Clean): string[] {
  if (!timeline || timeline.packets.length < 2) return [];
  const most = timeline.packets.reduce((a, b) => Math.max(a, b), 0);
  const each = duration(rounded(timeline.length));
  const highest = `at most ${grouped(most)} of ${grouped(packets)}`;
  const title = `Packets over time, ${each} a column, ${highest}`;
  return [
    '',
    ...wrapped(clean.of(title), look.width).map((line) => look.paint.strong(line)),
    ...columnChart(timeline.packets, HIGH, look.ascii).map((line) => look.paint.layer(0, line)),
  ];
}

const percent = (share: number): string => (100 * share).toFixed(1);

/** Six significant digits say enough. */
const rounded = (value: number): number => Number(value.toPrecision(6));

/** `1.66 k`, `5.12 Mbit/s` */
function scaled(value: number, unit = ''): string {
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(value) / 3)));
  const short = Number((value / 1000 ** power).toPrecision(3));
  const prefix = ['', 'k', 'M', 'G', 'T'][power] ?? '';
  return `${short}${prefix || unit ? ' ' : ''}${prefix}${unit}`;
}

/** The last moment that a Date can hold, in seconds. */
const LATEST = 8.64e12;

/** `2023-11-14 22:13:20.123456 UTC`; nine digits where the last three say something. */
function momentText(time: string): string {
  const [seconds = '', fraction = ''] = time.split('.');
  if (Math.abs(Number(seconds)) > LATEST) return `${time} seconds after 1970`;
  const date = new Date(Number(seconds) * 1000).toISOString().slice(0, -5).replace('T', ' ');
  return `${date}.${fraction.replace(/000$/, '')} UTC`;
}

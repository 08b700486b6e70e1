import type { Cell } from './cells.js';
import type { Look } from './format.js';
import { widthOf } from './width.js';

/** A part of a cell that is in one row. */
interface Segment {
  readonly cell: Cell;
  /** Bits from the row's first one. */
  readonly from: number;
  readonly to: number;
}
interface Row {
  readonly segments: readonly Segment[];
  /** From the packet's first bit. */
  readonly start: number;
  /** Stands for more rows that are all of one cell. */
  readonly folded: boolean;
}

/** More full rows of one field than this are drawn as one that is torn open. */
const MOST_ROWS = 4;

/** Cells side by side, so many bits a row, as RFC 791 draws them. */
export function boxLines(
  cells: readonly Cell[],
  start: number,
  perRow: number,
  look: Look,
  ruled = true,
): string[] {
  const rows = rowsOf(cells, start, perRow);
  const widest = String((rows[rows.length - 1]?.start ?? 0) >> 3).length + 1;
  const gutter = 2 * perRow + 1 + widest <= look.width ? widest : 0;
  const blank = ' '.repeat(gutter);
  const hosts = hostsOf(rows);
  const lines = ruled ? rulerOf(perRow).map((line) => blank + line) : [];
  lines.push(blank + border(undefined, rows[0]));
  rows.forEach((row, i) => {
    const place = gutter ? look.paint.dim(`${String(row.start >> 3).padStart(widest - 1)} `) : '';
    contentOf(row, hosts, look).forEach((line, k) => {
      lines.push(`${k ? blank : place}${line}`);
    });
    lines.push(blank + border(row, rows[i + 1]));
  });
  return lines;
}

function rowsOf(cells: readonly Cell[], start: number, perRow: number): Row[] {
  const rows: Row[] = [];
  let segments: Segment[] = [];
  let at = 0;
  let rowStart = start;
  const flush = () => {
    if (segments.length) rows.push({ segments, start: rowStart, folded: false });
    segments = [];
  };
  for (const cell of cells) {
    for (let left = cell.width; left > 0; ) {
      const full = Math.floor(left / perRow);
      if (at === 0 && full > MOST_ROWS) {
        rows.push({ segments: [{ cell, from: 0, to: perRow }], start: rowStart, folded: true });
        left -= full * perRow;
        rowStart += full * perRow;
        continue;
      }
      const size = Math.min(left, perRow - at);
      segments.push({ cell, from: at, to: at + size });
      at += size;
      left -= size;
      if (at < perRow) continue;
      flush();
      at = 0;
      rowStart += perRow;
    }
  }
  flush();
  return rows;
}

/** The part of each cell that has its name and value: the widest, of those the middle one. */
function hostsOf(rows: readonly Row[]): Set<Segment> {
  const parts = new Map<Cell, Segment[]>();
  for (const { segments } of rows) {
    for (const one of segments) {
      const known = parts.get(one.cell);
      if (known) known.push(one);
      else parts.set(one.cell, [one]);
    }
  }
  const hosts = new Set<Segment>();
  for (const all of parts.values()) {
    const widest = Math.max(...all.map(({ from, to }) => to - from));
    const wide = all.filter(({ from, to }) => to - from === widest);
    hosts.add(wide[(wide.length - 1) >> 1] as Segment);
  }
  return hosts;
}

/** Tens above ones. */
function rulerOf(perRow: number): string[] {
  let tens = '';
  let ones = '';
  for (let bit = 0; bit < perRow; bit++) {
    tens += bit % 10 ? '  ' : ` ${bit / 10}`;
    ones += ` ${bit % 10}`;
  }
  return [tens.trimEnd(), ones];
}

/** The line between two rows, open where a field goes on. */
function border(above: Row | undefined, below: Row | undefined): string {
  const last = (row: Row | undefined) => row?.segments[row.segments.length - 1]?.to ?? 0;
  const width = Math.max(last(above), last(below));
  const over = cellsOf(above);
  const under = cellsOf(below);
  const closed = (bit: number) =>
    bit >= 0 && bit < width && (over[bit] !== under[bit] || over[bit] === undefined);
  let text = '';
  for (let bit = 0; bit <= width; bit++) {
    const cross =
      closed(bit - 1) || closed(bit) || bit === 0 || bit === width || over[bit - 1] !== over[bit];
    text += cross ? '+' : ' ';
    if (bit < width) text += closed(bit) ? '-' : ' ';
  }
  return text;
}

function cellsOf(row: Row | undefined): Cell[] {
  const cells: Cell[] = [];
  for (const { cell, from, to } of row?.segments ?? []) {
    for (let bit = from; bit < to; bit++) cells[bit] = cell;
  }
  return cells;
}

/** As many lines as the highest cell needs. */
function contentOf(row: Row, hosts: ReadonlySet<Segment>, look: Look): string[] {
  const boxes = row.segments.map((segment) => {
    const room = 2 * (segment.to - segment.from) - 1;
    const { cell } = segment;
    const { names, value } = hosts.has(segment) ? cell.written(room) : { names: [], value: '' };
    return { room, cell, names, value };
  });
  const high = Math.max(1, ...boxes.map(({ names }) => names.length));
  const edge = row.folded ? '/' : '|';
  const line = (texts: readonly string[]) => `${edge}${texts.join(edge)}${edge}`;
  const lines: string[] = [];
  for (let i = 0; i < high; i++) {
    lines.push(
      line(
        boxes.map(({ cell, room, names }) => {
          const above = (high - names.length) >> 1;
          return centred(names[i - above] ?? '', room, cell.missing);
        }),
      ),
    );
  }
  lines.push(
    line(
      boxes.map(({ cell, room, value }) => {
        const text = centred(value, room, cell.missing);
        return cell.wrong ? look.paint.bad(text) : text;
      }),
    ),
  );
  return lines;
}

function centred(text: string, room: number, missing: boolean): string {
  const fill = missing ? 'x' : ' ';
  const shown = missing && text && widthOf(text) + 2 <= room ? ` ${text} ` : text;
  const left = (room - widthOf(shown)) >> 1;
  return fill.repeat(left) + shown + fill.repeat(room - widthOf(shown) - left);
}

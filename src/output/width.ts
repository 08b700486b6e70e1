type Measure = (text: string) => number;
type Wrap = (text: string, width: number) => string;

/** Letters of any script: loaded when the first of them is met, for that takes 30 ms. */
let measure: Measure | undefined;
let wrap: Wrap | undefined;

/** ASCII and the signs that we use ourselves: one column each. */
const PLAIN = /^[\x20-\x7e–—→›…·×’]*$/;

export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** To be awaited before text is measured that is not plain. */
export async function loadWide(): Promise<void> {
  if (measure) return;
  const [{ default: stringWidth }, { default: wrapAnsi }] = await Promise.all([
    import('string-width'),
    import('wrap-ansi'),
  ]);
  measure = (text) => stringWidth(text);
  wrap = (text, width) => wrapAnsi(text, width, { hard: true });
}

export const hasWide = (): boolean => measure !== undefined;

/** Columns that it takes. */
export function widthOf(text: string): number {
  return measure && !isPlain(text) ? measure(text) : text.length;
}

/** Lines of at most so many columns, but one, broken between words where that is possible. */
export function wrapped(text: string, columns: number): string[] {
  const width = Math.max(1, columns);
  if (text.length <= width && isPlain(text)) return [text];
  if (wrap && !isPlain(text)) return wrap(text, width).split('\n');
  return wrapPlain(text, width);
}

function wrapPlain(text: string, width: number): string[] {
  const lines: string[] = [];
  let from = 0;
  while (text.length - from > width) {
    const gap = text.lastIndexOf(' ', from + width);
    const end = gap > from ? gap : from + width;
    lines.push(text.slice(from, end).trimEnd());
    from = end;
    while (text[from] === ' ') from++;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

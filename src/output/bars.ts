/** Parts of a letter's room, from the left and from below. */
const ACROSS = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const UPWARDS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_ACROSS = ['#'];
const ASCII_UPWARDS = ['.', '#'];

/** A share from 0 to 1, lying; what is not nothing can be seen. */
export const bar = (share: number, room: number, ascii: boolean): string =>
  filled(share, room, ascii ? ASCII_ACROSS : ACROSS);

/** Values side by side, standing; the greatest is as high as there are lines. */
export function columnChart(values: readonly number[], lines: number, ascii: boolean): string[] {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const letters = ascii ? ASCII_UPWARDS : UPWARDS;
  const columns = values.map((value) => filled(most ? value / most : 0, lines, letters));
  return Array.from({ length: lines }, (_, i) =>
    columns
      .map((column) => column[lines - 1 - i] ?? ' ')
      .join('')
      .trimEnd(),
  );
}

function filled(share: number, room: number, letters: readonly string[]): string {
  const parts = Math.round(Math.min(share, 1) * room * letters.length);
  const shown = share > 0 ? Math.max(1, parts) : 0;
  const whole = Math.floor(shown / letters.length);
  const rest = shown % letters.length;
  return (letters.at(-1) ?? '').repeat(whole) + (rest ? letters[rest - 1] : '');
}

const SPACE = 32;
const CELL = 4;
const ESCAPES = '0abtnvfr';
const ESCAPED = [0, 7, 8, 9, 10, 11, 12, 13];

/** Reads letters as `od -c` shows them: how many bytes; negative: `~` of where it goes wrong. */
export function readCells(line: string, from: number, into: Uint8Array): number {
  let count = 0;
  for (let at = from; at < line.length; at += CELL) {
    const sign = line.slice(at, at + CELL).trim();
    const named = sign.length === 2 && sign[0] === '\\' ? ESCAPES.indexOf(sign[1] as string) : -1;
    const octal = /^[0-3][0-7]{2}$/.test(sign) ? Number.parseInt(sign, 8) : -1;
    const letter = sign.length > 1 ? -1 : sign === '' ? SPACE : sign.charCodeAt(0);
    const byte = octal >= 0 ? octal : (ESCAPED[named] ?? letter);
    if (byte < 0 || byte > 255) return ~at;
    into[count++] = byte;
  }
  return count;
}

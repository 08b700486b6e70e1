import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { partAround } from '../../src/registries/part.js';

const pathOf = (file: string) =>
  fileURLToPath(new URL(`../../src/registries/data/${file}.txt`, import.meta.url));
const numberIn = (line: string) => Number(/^\w+/.exec(line)?.[0]);

it('holds the lines of every number, as the whole table has them', () => {
  const path = pathOf('ports');
  const lines = readFileSync(path, 'latin1').split('\n').slice(1, -1);
  const numbers = lines.map(numberIn);
  const wrong: number[] = [];
  let end = 0;
  for (let value = 0; value < 65536; value++) {
    while ((numbers[end] ?? value + 1) <= value) end++;
    if (value % 5 && numbers[end - 1] !== value) continue;
    const start = end ? numbers.indexOf(numbers[end - 1] as number) : 0;
    const part = partAround(path, value).split('\n').slice(1, -1);
    const last = part.findLastIndex((line) => numberIn(line) <= value);
    const found = part.slice(Math.max(0, last + 1 - (end - start)), last + 1);
    if (`${found}` !== `${lines.slice(start, end)}`) wrong.push(value);
  }
  expect(wrong).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isHtml, linesOfHtml } from '../../src/input/html.js';
import { complaint, readAll } from './reading.js';

const folder = new URL('dumps/', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8').trimEnd();
const packets = readFileSync(new URL('four.hex', folder), 'utf8').trim().split('\n');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const each = (text: string, by: (line: string) => string): string =>
  text.split('\n').map(by).join('\n');

const XXD = textOf('xxd-four.txt');
const HTML = escaped(XXD);

describe('the source of a page or a mail', () => {
  it.each([
    ['in <pre>', `<pre>\n${HTML}\n</pre>\n`],
    ['in <pre>, unescaped', `<pre>${XXD}</pre>`],
    ['in <pre> and <code>', `<pre class="x"><code>${HTML}</code></pre>`],
    ['with <br> at the end of lines', each(HTML, (line) => `${line}<br>`)],
    ['with <br /> in one line', `<p>${HTML.replaceAll('\n', '<br />')}</p>`],
    ['with &nbsp;', each(HTML, (line) => `${line.replaceAll(' ', '&nbsp;')}<br/>`)],
    ['with &#160; and nothing else', HTML.replaceAll(' ', '&#160;')],
    ['quoted with &gt;', each(HTML, (line) => `&gt; ${line}`)],
    ['with an element a line', each(HTML, (line) => `<div dir="ltr">${line}</div>`)],
    [
      'coloured',
      each(HTML, (line) => `<span class="a">${line.slice(0, 9)}</span>${line.slice(9)}`),
    ],
    ['as a table', `<table>\n${each(HTML, row)}\n</table>`],
    ['with words around', `<html><body>\n<p>Look:</p>\n<pre>\n${HTML}\n</pre>\n<p>Why?</p>`],
  ])('is read %s', async (_, text) => {
    expect((await readAll(text)).packets).toEqual(packets);
  });

  function row(line: string): string {
    const cells = [line.slice(0, 9), line.slice(10, 49), line.slice(51)];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  }

  it('may hold hex alone', async () => {
    expect((await readAll('<p>45&nbsp;00 00&#x20;14</p>')).packets).toEqual(['45000014']);
  });

  it('may be one line of many pieces', async () => {
    const rows = Array.from({ length: 4000 }, () => '45 00 00 14');
    const text = `<pre>${rows.join('<br>')}</pre>`;
    expect((await readAll(text)).packets.join('')).toBe('45000014'.repeat(4000));
  });

  it('is told as it was written where nothing can be read', async () => {
    expect(await complaint(readAll('<p>hello</p>'))).toMatch(/^no bytes found: .*'<p>hello<\/p>'/);
  });

  it('has its errors in what people see', async () => {
    expect(await complaint(readAll('<pre>\n45 0g\n</pre>'))).toBe(
      "'g' is not a hex digit (line 2, column 5)\n  45 0g\n      ^",
    );
  });
});

describe('a dump of such a source', () => {
  it.each([
    ['3c70 7265 3e26 6e62 7370 3b3c 6272 3e0a', '<pre>&nbsp;<br>.'],
    ['3c62 723e 3c62 723e 3c62 723e 3c62 723e', '<br><br><br><br>'],
  ])('is bytes: %s', async (bytes, text) => {
    const read = await readAll(`00000000: ${bytes}  ${text}\n`);
    expect(read).toMatchObject({ packets: [bytes.replaceAll(' ', '')], notices: [] });
  });

  it('is none by one line, or by a word in angle brackets', () => {
    expect(isHtml([])).toBe(false);
    expect(isHtml(['<bytes> 45 00'])).toBe(false);
    expect(isHtml(['45 00', '45 00', '<br>'])).toBe(false);
  });
});

describe('a line of source', () => {
  it.each([
    ['a<br>b', ['a', 'b']],
    ['<p>a</p>', ['a']],
    ['&lt;b&gt;&amp;lt; &quot;&#39;&#x41;&apos;', ["<b>&lt; \"'A'"]],
    ['&nosuch; &#0; & &;', ['&nosuch; &#0; & &;']],
    ['<!-- x -->45<o:p></o:p>', ['45']],
    ['<!-- <!-- x --> 45', ['<!--  45']],
    ['', ['']],
  ])('%j', (line, lines) => {
    expect(linesOfHtml(line)).toEqual(lines);
  });
});

import type { Packet } from '../codec/packet.js';
import { Clean } from './clean.js';
import { dumpRows } from './dump.js';
import type { Format, Look } from './format.js';
import { plain } from './paint.js';
import { bitsOf, bytesText, type Row } from './rows.js';
import { type Section, sectionOf } from './sections.js';
import { summaryText } from './summary.js';

/** Tables for a ticket or a page: GitHub's Markdown, in which no text of a packet says anything. */
export function markdown(look: Look): Format {
  const bare = { ...look, paint: plain };
  return {
    packet(packet, out) {
      for (const line of linesOf(packet, bare)) out.text(`${line}\n`);
    },
  };
}

function linesOf(packet: Packet, look: Look): string[] {
  const clean = new Clean(look);
  const { layers, frame, bytes } = packet;
  const path = clean.of(layers.map(({ protocol }) => protocol.short).join(' › '));
  const said = code(clean.of(summaryText(packet, look)));
  const size = `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
  const dump = dumpRows(packet, look);
  return [
    `### Packet ${frame.number ?? 1}: ${prose(path)}, ${size}`,
    '',
    ...(said ? [said, ''] : []),
    // No line of it starts with the fence's letters.
    ...(dump.length ? ['```text', ...dump, '```', ''] : []),
    ...layers.flatMap((layer) => sectionLines(sectionOf(layer, clean), look)),
  ];
}

function sectionLines({ title, place, rows, remarks }: Section, { ascii }: Look): string[] {
  const notes = remarks.map(({ severity, text }) => `- **${severity}**: ${prose(text)}`);
  const dash = ascii ? '-' : '–';
  return [
    `**${prose(title)}**, ${prose(place)}`,
    '',
    ...(rows.length ? [HEAD, RULE, ...rows.map((row) => rowLine(row, dash)), ''] : []),
    ...(notes.length ? [...notes, ''] : []),
  ];
}

const HEAD = '| byte | bits | field | value | meaning |';
const RULE = '| --- | --- | --- | --- | --- |';

function rowLine(row: Row, dash: string): string {
  const places = [bytesText(row), bitsOf(row)].map((text) => text.replace('–', dash));
  const name = `${'&emsp;'.repeat(row.depth)}${code(row.name)}`;
  return `| ${[...places, name, code(row.value), prose(row.meaning)].join(' | ')} |`;
}

/** Words in which Markdown, and what GitHub makes of mentions, links and emoji, finds nothing. */
const HARMLESS = /^(?:[A-Za-z0-9 .,;()+='"%–—→›…_-]|\/(?!\/)|:(?= |$))*$/;
const LINK = /www\.|gh-/i;

function prose(text: string): string {
  if (!HARMLESS.test(text) || LINK.test(text)) return code(text);
  return text.replaceAll('_', '\\_');
}

/** Any text as it stands. Bars and backslashes in a cell have rules that no two readers share. */
function code(text: string): string {
  if (text.trim() === '') return '';
  if (!/[`|\\]/.test(text)) return `\`${text.trim()}\``;
  const safe = text.replace(/[!-/:-@[-`{-~]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<code>${safe}</code>`;
}

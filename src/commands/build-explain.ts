import { type Annotation, annotate } from '../codec/annotate.js';
import { assemble, type Warning } from '../codec/assemble.js';
import { toHex } from '../codec/hex.js';
import { decodeWith, type Layer } from '../codec/packet.js';
import { getPath } from '../codec/paths.js';
import type { Protocol } from '../codec/protocol.js';
import { visible } from '../codec/visible.js';
import type { Maker } from '../craft/maker.js';
import type { Ingredient, Recipe } from '../craft/recipe.js';
import { ascii } from '../output/ascii.js';
import type { Look } from '../output/format.js';
import { writeOut } from '../output/standard-output.js';
import { catalog } from '../protocols/index.js';
import { counted, inBytes } from '../protocols/words.js';
import type { Splitter } from './build.js';
import { lookFor, type ScreenOptions } from './screen.js';

/** Shows what each layer adds, and where each value comes from. */
export async function explain(
  { layers }: Recipe,
  maker: Maker,
  split: Splitter | undefined,
  options: ScreenOptions,
): Promise<void> {
  const look = await lookFor(options, false);
  const bytes = maker.packet(0);
  const first = layers[0]?.protocol ?? catalog.data;
  const packet = decodeWith(catalog, first, bytes, { len: bytes.length, caplen: bytes.length });
  const warnings: Warning[] = [];
  assemble(layers, { warn: (warning) => warnings.push(warning) });
  const lines = [...drawn(packet.layers, look), ''];
  let offset = 0;
  layers.forEach((ingredient, i) => {
    const layer = packet.layers[i];
    // What was forced may lead the decoder elsewhere: the rest is shown as it was asked for.
    if (layer?.protocol !== ingredient.protocol) return;
    offset = layer.body;
    lines.push(...walk(ingredient, layer, warnings, look), '');
  });
  if (offset < bytes.length) {
    lines.push(`behind them  ${inBytes(bytes.length - offset)}`, ...rows(bytes, offset, look), '');
  }
  const more = maker.count - 1;
  lines.push(
    `${inBytes(bytes.length)} in all${more ? `; the first of ${counted(more + 1, 'packet')}` : ''}`,
  );
  if (split) lines.push('', ...cut(split(bytes, first.name), first, look));
  const text = `${lines.join('\n')}\n`;
  writeOut(look.ascii ? ascii(text) : text);
}

/** The fragments, each with the part of the payload that it carries. */
function cut(pieces: readonly Uint8Array[], first: Protocol, look: Look): string[] {
  if (pieces.length < 2) return ['it fits: no fragments'];
  const lines = pieces.map((bytes, i) => {
    const { layers } = decodeWith(catalog, first, bytes, {
      len: bytes.length,
      caplen: bytes.length,
    });
    const { from, size, more } = partOf(layers);
    const part = `bytes ${from}–${from + size - 1} of what IP carries`;
    return `  ${i + 1}  ${inBytes(bytes.length)}: ${part}, ${more ? 'more follow' : 'the last'}`;
  });
  const shown = lines.slice(0, MOST_FRAGMENTS);
  const left = lines.length - shown.length;
  const rest = left > 0 ? [`  … ${counted(left, 'more fragment')}`] : [];
  return [`cut to ${counted(pieces.length, 'fragment')}`, ...shown, ...rest].map((line) =>
    within(line, look),
  );
}
const MOST_FRAGMENTS = 16;

function partOf(layers: readonly Layer[]) {
  const has = ({ fields }: Layer) => (fields.more ?? fields.flags?.mf) !== undefined;
  const layer = layers.find(has) as Layer;
  const { offset = layer.fields.frag_offset, more = layer.fields.flags?.mf } = layer.fields;
  return { from: Number(offset), size: layer.stop - layer.body, more: more === true };
}

/** The layers side by side, each with its bytes. */
function drawn(layers: readonly Layer[], { ascii: plain, width, paint }: Look): string[] {
  const [h, v, corners] = plain ? ['-', '|', '+++++++++'] : ['─', '│', '┌┬┐└┴┘'];
  const cells = layers.map(({ protocol, body, offset, index }) => {
    const text = ` ${protocol.name} ${body - offset} `;
    return { text: paint.layer(index, text), rule: (h as string).repeat(text.length) };
  });
  const needed = cells.reduce((sum, { rule }) => sum + rule.length + 1, 1);
  if (needed > width) return [layers.map(({ protocol }) => protocol.name).join(' › ')];
  const [a, b, c, d, e, f] = corners as string;
  const rules = cells.map(({ rule }) => rule);
  return [
    a + rules.join(b) + c,
    v + cells.map(({ text }) => text).join(v) + v,
    d + rules.join(e) + f,
  ];
}

function walk(ingredient: Ingredient, layer: Layer, warnings: readonly Warning[], look: Look) {
  const { protocol, index, offset, body } = layer;
  const place = body > offset ? `bytes ${offset}–${body - 1}` : 'no bytes';
  const why = ingredient.added ? ', added: what is named needs it' : '';
  const shown = annotate(layer).filter((one) => isShown(one, ingredient));
  const names = Math.min(24, Math.max(0, ...shown.map(({ name }) => name.length)));
  const texts = Math.min(24, Math.max(0, ...shown.map(({ text }) => visible(text).length)));
  return [
    look.paint.layer(index, protocol.name) +
      within(`${protocol.name}  ${protocol.title}, ${place}${why}`, look).slice(
        protocol.name.length,
      ),
    ...rows(layer.packet.bytes.subarray(0, body), offset, look),
    ...shown.map((one) => {
      const value = visible(one.text);
      const source = sourceOf(one, ingredient, index, warnings);
      const meaning = one.meaning === undefined ? '' : `  ${visible(one.meaning)}`;
      const left = `  ${one.name.padEnd(names)}  ${value.padEnd(texts)}`;
      const line = `${left}  ${source.padEnd(8)}${meaning}`;
      return within(line, look);
    }),
  ];
}

/** Fields, and the flags and options in them that somebody set. */
function isShown({ name, depth }: Annotation, { fields }: Ingredient): boolean {
  return depth === 0 || getPath(fields, name.split('.')) !== undefined;
}

function sourceOf(
  { name, status }: Annotation,
  { protocol, fields, defaults }: Ingredient,
  layer: number,
  warnings: readonly Warning[],
): string {
  const computed = [...protocol.plan.computed, ...protocol.plan.tailComputed];
  const isComputed = computed.some(({ path }) => path === name);
  if (defaults.some((path) => path === name || path.startsWith(`${name}.`))) return 'default';
  if (getPath(fields, name.split('.')) === undefined) return isComputed ? 'derived' : 'default';
  // A checksum's own meaning says what would be right.
  if (status === 'bad' || status === 'partial') return 'forced';
  const wrong = warnings.find((one) => one.layer === layer && one.field === name);
  return wrong ? `forced, ${String(wrong.expected)} is right` : 'given';
}

/** In ASCII the dots take three places. */
function within(line: string, { width, ascii: plain }: Look): string {
  return line.length > width ? `${line.slice(0, width - (plain ? 3 : 1))}…` : line;
}

/** Sixteen bytes a row; of many, the first. */
function rows(bytes: Uint8Array, from: number, { paint }: Look): string[] {
  const found: string[] = [];
  for (let at = from; at < bytes.length && found.length < MOST_ROWS; at += 16) {
    const pairs = toHex(bytes, at, Math.min(at + 16, bytes.length)).match(/../g) ?? [];
    found.push(paint.dim(`  ${pairs.join(' ')}`));
  }
  const left = bytes.length - from - 16 * MOST_ROWS;
  return left > 0 ? [...found, paint.dim(`  … ${counted(left, 'more byte')}`)] : found;
}
const MOST_ROWS = 4;

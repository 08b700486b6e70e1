import { Catalog } from '../../codec/catalog.js';
import { closest } from '../../codec/number.js';
import type { Protocol } from '../../codec/protocol.js';
import { CraftError } from '../craft-error.js';
import { addMissing, defaultsOf } from '../defaults.js';
import { sharing } from '../flags.js';
import { layerNames, nameOf } from '../layer-names.js';
import { type NamedLayer, wordsFrom } from '../words.js';
import type { Tell } from './change.js';
import { carries, made, madeAll } from './made-pieces.js';
import { newPiece, type Piece } from './rebuild.js';
import { isNth, type Nth, nthFrom, OUTERMOST, rowOf } from './target.js';

/** Puts layers into a packet, or takes some away. */
export interface LayerEdit {
  /** Who is to be there. */
  readonly name: string;
  /** It was, in some packet. */
  met: boolean;
  /** Link type of the packets that it makes, where they begin with another layer than before. */
  readonly linktype: number | undefined;
  /** False: there is nothing of it to be done in this packet. */
  apply(pieces: Piece[], tell: Tell): boolean;
}

/** Of captures whose packets begin with IP, of either version. */
const RAW_IP = 101;

/** It cannot be done in this packet; others may be of another kind. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

const listOf = (pieces: readonly Piece[]): string =>
  pieces
    .filter(({ behind }) => behind === undefined)
    .map(({ protocol }) => protocol.name)
    .join(' / ') || 'nothing';

const told = (name: string, pieces: readonly Piece[], before: string, tell: Tell): true => {
  tell({ name, before, after: listOf(pieces), follows: false });
  return true;
};

/** Takes layers away; what is behind them stays behind the layer before. */
function without(pieces: Piece[], gone: ReadonlySet<Piece>): void {
  for (const piece of pieces) {
    while (piece.behind && gone.has(piece.behind)) {
      const at = pieces.indexOf(piece.behind);
      piece.behind = pieces.slice(0, at).findLast((one) => !gone.has(one));
      if (!piece.behind) break;
    }
  }
  const left = pieces.filter((piece) => !gone.has(piece));
  pieces.splice(0, pieces.length, ...left);
}

/** `vlan#2`, and as people call it: `ethernet`. */
function layerNamed(catalog: Catalog, text: string): { name: string; nth: Nth } {
  const { name: word, nth } = nthFrom(text.trim());
  const name = word === 'raw' ? catalog.data.name : nameOf(catalog, word);
  if (name !== undefined) return { name, nth };
  const near = closest(word, layerNames(catalog));
  const hint = near === undefined ? 'eth, vlan, ip, gre …' : `did you mean '${near}'?`;
  throw new CraftError(`'${word}' is no layer`, hint);
}

/** `vlan`, `vlan#2`, `vlan#*`. */
export function popFrom(catalog: Catalog, text: string): LayerEdit {
  const { name, nth } = layerNamed(catalog, text);
  const isLink = sharing(catalog, name).some((p) => p.plan.ends === 'link');
  return {
    name: `a layer ${text}`,
    met: false,
    linktype: isLink && nth === OUTERMOST ? RAW_IP : undefined,
    apply(pieces, tell) {
      const row = rowOf(pieces);
      const gone = pieces.filter(({ protocol }, i) => protocol.name === name && isNth(nth, row, i));
      if (gone.length === 0) return false;
      const before = listOf(pieces);
      without(pieces, new Set(gone));
      return told('layers', pieces, before, tell);
    },
  };
}

/** All from the outside through that layer. */
export function stripFrom(catalog: Catalog, text: string): LayerEdit {
  const { name, nth } = layerNamed(catalog, text);
  return {
    name: `a layer ${text}`,
    met: false,
    linktype: RAW_IP,
    apply(pieces, tell) {
      const row = rowOf(pieces);
      const last = pieces.findIndex(
        ({ protocol }, i) => protocol.name === name && isNth(nth, row, i),
      );
      if (last < 0) return false;
      const before = listOf(pieces);
      // What stood behind the frame goes with it.
      const gone = new Set(pieces.slice(0, last + 1));
      for (const piece of pieces) if (piece.behind && gone.has(piece.behind)) gone.add(piece);
      without(pieces, gone);
      return told('layers', pieces, before, tell);
    },
  };
}

/** Where new layers go. */
interface Beside {
  readonly side: 'before' | 'after';
  readonly name: string;
  readonly nth: Nth;
}

/** Words as a shell cuts them: quotes hold spaces together. */
const wordsIn = (text: string): string[] =>
  (text.match(/(?:"[^"]*"|'[^']*'|\S)+/g) ?? []).map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, one = '', other = '') => one + other),
  );

/** `vlan id=10`, `ip / gre before ip`: as `tcpip build` takes layers, and where they go. */
export function pushFrom(catalog: Catalog, text: string, wraps: boolean): LayerEdit {
  const option = wraps ? '--wrap' : '--push';
  const words = wordsIn(text);
  const side = words.at(-2);
  const said = side === 'before' || side === 'after';
  const own = said ? words.slice(0, -2) : words;
  const where = said ? layerNamed(catalog, words.at(-1) ?? '') : undefined;
  const { layers, flags } = wordsFrom(catalog, own);
  if (layers.length === 0 || flags.length > 0) {
    throw new CraftError(
      `${`${option} ${text}`.trim()}: a layer is needed`,
      `${option} 'vlan id=10'`,
    );
  }
  const beside = where && { side: side as Beside['side'], name: where.name, nth: where.nth };
  // All are tried once: what is wrong with them is told before the first packet.
  const [first] = layers.map((layer) => made(catalog, layer, undefined));
  const link = !beside && first?.protocol.plan.ends === 'link';
  return {
    name: `room for ${text}`,
    met: false,
    linktype: link ? Catalog.number(first.protocol, 'linktype') : undefined,
    apply(pieces, tell) {
      // Where there is no room, that is told with its reason.
      this.met = true;
      const before = listOf(pieces);
      if (wraps) wrap(catalog, pieces, layers, beside);
      else push(catalog, pieces, layers, beside);
      return told('layers', pieces, before, tell);
    },
  };
}

/** The layers proper; surplus bytes stand behind them. */
const nestedIn = (pieces: readonly Piece[]): number => {
  const first = pieces.findIndex(({ behind }) => behind !== undefined);
  return first < 0 ? pieces.length : first;
};

function besideIn(pieces: readonly Piece[], { side, name, nth }: Beside): number {
  const row = rowOf(pieces);
  const at = pieces.findIndex(({ protocol }, i) => protocol.name === name && isNth(nth, row, i));
  if (at < 0) throw new Unfit(`there is no ${name} layer in ${listOf(pieces)}`);
  return side === 'after' ? at + 1 : at;
}

function push(
  catalog: Catalog,
  pieces: Piece[],
  layers: readonly NamedLayer[],
  beside: Beside | undefined,
): void {
  if (beside) {
    const at = besideIn(pieces, beside);
    insert(pieces, at, madeAll(catalog, layers, pieces[at - 1]?.protocol));
    return;
  }
  const count = nestedIn(pieces);
  // Outside of all comes last.
  for (const at of [...Array(count).keys()].map((i) => (i + 1) % (count + 1)).concat(count, 0)) {
    const left = pieces[at - 1]?.protocol;
    const right = at < count ? pieces[at]?.protocol : undefined;
    const own = madeAll(catalog, layers, left);
    const first = own[0]?.protocol as Protocol;
    const last = own.at(-1)?.protocol as Protocol;
    const fitsLeft = left ? carries(left, first) : Catalog.number(first, 'linktype') !== undefined;
    if (!fitsLeft || (right && !carries(last, right))) continue;
    insert(pieces, at, own);
    return;
  }
  const names = layers.map(({ name }) => name).join(' / ');
  throw new Unfit(`${names} fits nowhere in ${listOf(pieces)}: say before or after what`);
}

/** Around the datagram; what cannot be carried there gets an IP header like the one within. */
function wrap(
  catalog: Catalog,
  pieces: Piece[],
  layers: readonly NamedLayer[],
  beside: Beside | undefined,
): void {
  const at = beside
    ? besideIn(pieces, beside)
    : pieces.findIndex(({ protocol }) => protocol.plan.ends === 'net');
  const inside = pieces[at];
  if (!inside) throw new Unfit(`there is no datagram in ${listOf(pieces)}`);
  const left = pieces[at - 1]?.protocol;
  let own = madeAll(catalog, layers, left);
  const first = own[0]?.protocol as Protocol;
  if (first.plan.ends !== 'net' && !(left && carries(left, first))) {
    own = [newPiece(inside.protocol, {}), ...madeAll(catalog, layers, inside.protocol)];
  }
  for (const { protocol, fields } of own) {
    if (protocol !== inside.protocol) continue;
    fields.src ??= inside.fields.src;
    fields.dst ??= inside.fields.dst;
  }
  insert(pieces, at, own);
}

function insert(pieces: Piece[], at: number, own: readonly Piece[]): void {
  own.forEach(({ protocol, fields }, i) => {
    const next = own[i + 1]?.protocol ?? pieces[at]?.protocol;
    addMissing(fields, defaultsOf(protocol, fields, next));
  });
  pieces.splice(at, 0, ...own);
}

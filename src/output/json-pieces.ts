import type { Cell } from '../codec/field.js';
import type { Computed } from '../codec/protocol.js';
import type { Piece } from './json-builder.js';

/** What is laid: a field, or the verdict on a checksum. */
type Leaf = { readonly cell: Cell } | { readonly seal: Computed };
/** Objects within objects, as values are laid. */
type Tree = Map<string, Tree | Leaf>;

/**
 * The members of an object that fixed fields make, in the order that JSON has, each with a comma
 * before it. Where a checksum's verdict stands, the text goes on as if it were good. Undefined:
 * values lie in a way that is not foreseen.
 */
export function piecesOf(
  cells: readonly Cell[],
  seals: readonly Computed[] = [],
): { pieces: Piece[]; after: string; roots: ReadonlySet<string> } | undefined {
  const tree: Tree = new Map();
  for (const cell of cells) {
    if (cell.alias && (cell.path.length > 1 || tree.has(cell.alias.key))) return undefined;
    if (!lay(tree, cell.path, { cell })) return undefined;
    for (const seal of seals) {
      if (seal.found.key !== cell.key) continue;
      if (cell.inner || !lay(tree, seal.status, { seal })) return undefined;
    }
  }
  const aliases = cells.flatMap(({ alias }) => alias?.key ?? []);
  const roots = new Set([...tree.keys(), ...aliases]);
  // Those would come first, whatever their place.
  if ([...roots].some((key) => /^\d+$/.test(key))) return undefined;
  const pieces: Piece[] = [];
  return { pieces, after: write(tree, ',', '', pieces), roots };
}

/** False: something else lies there. */
function lay(tree: Tree, path: readonly string[], leaf: Leaf): boolean {
  let around = tree;
  for (const key of path.slice(0, -1)) {
    let inner = around.get(key);
    if (inner === undefined) {
      inner = new Map();
      around.set(key, inner);
    }
    if (!(inner instanceof Map)) return false;
    around = inner;
  }
  const last = path.at(-1) ?? '';
  if (around.has(last)) return false;
  const inner = 'cell' in leaf ? leaf.cell.inner : undefined;
  around.set(last, inner ? new Map(inner.map((cell) => [cell.key, { cell }])) : leaf);
  return true;
}

/** Gives the text that is still to be written. */
function write(tree: Tree, first: string, text: string, pieces: Piece[]): string {
  let before = text;
  let comma = first;
  for (const [key, value] of tree) {
    before += `${comma}${JSON.stringify(key)}:`;
    comma = ',';
    if (value instanceof Map) {
      before = `${write(value, '', `${before}{`, pieces)}}`;
    } else if ('seal' in value) {
      pieces.push({ before, cell: undefined, seal: value.seal });
      before = '"good"';
    } else {
      pieces.push({ before, cell: value.cell, seal: undefined });
      before = '';
    }
  }
  return before;
}

import type { Catalog } from '../codec/catalog.js';
import { Vocabulary } from '../filter/fields.js';
import { parse } from '../filter/parse.js';
import type { Node } from '../filter/syntax.js';

/**
 * Flags that stand in an expression alone. In the language of display filters that asks whether a
 * packet has the field, not whether it is set: a test that is written so passes too easily.
 */
export function bareFlags(catalog: Catalog, expression: string): string[] {
  const vocabulary = new Vocabulary(catalog);
  const isFlag = (name: string): boolean => vocabulary.find(name)?.source.kind.name === 'flag';
  return [...new Set(wordsAlone(parse(expression)))].filter(isFlag);
}

function wordsAlone(node: Node): string[] {
  switch (node.is) {
    case 'not':
      return wordsAlone(node.of);
    case 'and':
    case 'or':
    case 'xor':
      return node.parts.flatMap(wordsAlone);
    case 'word':
      return [node.text];
    default:
      return [];
  }
}

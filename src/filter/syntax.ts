import type { Span } from './filter-error.js';

/** One of `0:3`, `1-2`, `4`, `4:`: from where, and to before where; from the end if negative. */
export interface Range {
  readonly from: number;
  readonly to?: number;
  readonly length?: number;
}

export type Order = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type Quantifier = 'any' | 'all';
export type Sign = '&' | '+' | '-' | '*' | '/' | '%';

/** What stands there, before it is known what it means. */
export type Node = Literal | Value | Condition;

export interface Literal extends Span {
  readonly is: 'word' | 'text' | 'char';
  readonly text: string;
  readonly bytes?: Uint8Array;
}
type Value =
  | (Span & { readonly is: 'layer'; readonly of: Node; readonly ranges: readonly Range[] })
  | (Span & { readonly is: 'slice'; readonly of: Node; readonly ranges: readonly Range[] })
  | (Span & { readonly is: 'negative'; readonly of: Node })
  | (Span & { readonly is: 'sum'; readonly sign: Sign; readonly left: Node; readonly right: Node })
  | (Span & { readonly is: 'call'; readonly name: Literal; readonly given: readonly Node[] });

type Condition =
  | (Span & { readonly is: 'not'; readonly of: Node })
  | (Span & {
      readonly is: 'and' | 'or' | 'xor';
      readonly parts: readonly Node[];
    })
  | (Span & {
      readonly is: 'order';
      readonly order: Order;
      readonly which: Quantifier;
      readonly left: Node;
      readonly right: Node;
    })
  | (Span & {
      readonly is: 'contains';
      readonly which: Quantifier;
      readonly left: Node;
      readonly right: Node;
    })
  | (Span & {
      readonly is: 'matches';
      readonly which: Quantifier;
      readonly left: Node;
      readonly right: Node;
    })
  | (Span & {
      readonly is: 'in';
      readonly which: Quantifier;
      readonly left: Node;
      readonly members: readonly Member[];
    });

/** One value, or all from this one to that. */
export interface Member {
  readonly from: Node;
  readonly to: Node | undefined;
}

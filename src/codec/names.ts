/** Number <-> name, as a field shows and accepts it. */
export interface Names<N extends string = string> {
  /** The short name, as people type it: `https`, `echo_request`. */
  nameOf(value: number): N | undefined;
  /** The number of a name; case does not count. */
  numberOf(name: string): number | undefined;
  /** What people read: `Echo request`. Falls back to the short name. */
  textOf(value: number): string | undefined;
  /** All of them, in the order of declaration. */
  entries(): Iterable<readonly [value: number, name: N]>;
}

/** A small table beside the fields that use it: `names({ echo_reply: 0, echo_request: 8 })`. */
export function names<const T extends Readonly<Record<string, number | readonly [number, string]>>>(
  table: T,
): Names<keyof T & string> {
  type N = keyof T & string;
  let byNumber: Map<number, readonly [N, string]> | undefined;
  let byName: Map<string, number> | undefined;
  const index = () => {
    if (byNumber) return byNumber;
    byNumber = new Map();
    for (const [name, entry] of Object.entries(table)) {
      const [value, text] = typeof entry === 'number' ? [entry, name.replaceAll('_', ' ')] : entry;
      // Where two names share a number, the first is the one shown.
      if (!byNumber.has(value)) byNumber.set(value, [name as N, text]);
    }
    return byNumber;
  };
  return {
    nameOf: (value) => index().get(value)?.[0],
    textOf: (value) => index().get(value)?.[1],
    numberOf: (name) => {
      byName ??= new Map(
        Object.entries(table).map(([key, entry]) => [
          key.toLowerCase(),
          typeof entry === 'number' ? entry : entry[0],
        ]),
      );
      return byName.get(name.toLowerCase());
    },
    *entries() {
      for (const [value, [name]] of index()) yield [value, name];
    },
  };
}

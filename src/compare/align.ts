/** How two rows of things are laid side by side. */
export interface Alignment<T> {
  /** What it is worth that these two stand side by side; 0: they may not. */
  worth(a: T, b: T): number;
  /** Nothing could suit them better than each other. */
  equal(a: T, b: T): boolean;
  /** An order of any kind: which of two is left out does not depend on whose they are. */
  before(a: T, b: T): boolean;
}

export type Pair<T> = readonly [a: T | undefined, b: T | undefined];

/** More is not worked out: then things stand side by side by their place. */
const MOST = 1 << 18;

/** The pairs of the greatest worth, in order; what has no partner stands alone. */
export function align<T>(a: readonly T[], b: readonly T[], how: Alignment<T>): Pair<T>[] {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && how.equal(a[head] as T, b[head] as T)) head++;
  let tail = 0;
  while (tail < most - head && how.equal(a.at(-1 - tail) as T, b.at(-1 - tail) as T)) tail++;
  const side = (from: number, to: number, back: number): Pair<T>[] =>
    a.slice(from, to).map((one, i) => [one, b[b.length - back + i]]);
  const [restA, restB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const middle =
    restA.length * restB.length > MOST ? byPlace(restA, restB, how) : best(restA, restB, how);
  return [...side(0, head, b.length), ...middle, ...side(a.length - tail, a.length, tail)];
}

function byPlace<T>(a: readonly T[], b: readonly T[], how: Alignment<T>): Pair<T>[] {
  const pairs: Pair<T>[] = [];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x !== undefined && y !== undefined && how.worth(x, y) === 0) {
      pairs.push([x, undefined], [undefined, y]);
    } else {
      pairs.push([x, y]);
    }
  }
  return pairs;
}

function best<T>(a: readonly T[], b: readonly T[], how: Alignment<T>): Pair<T>[] {
  const wide = b.length + 1;
  const worths = new Float64Array(a.length * b.length);
  // Of what is left from there on.
  const sums = new Float64Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const worth = how.worth(a[i] as T, b[j] as T);
      worths[i * b.length + j] = worth;
      const both = worth > 0 ? worth + (sums[(i + 1) * wide + j + 1] as number) : 0;
      const without = Math.max(
        sums[(i + 1) * wide + j] as number,
        sums[i * wide + j + 1] as number,
      );
      sums[i * wide + j] = Math.max(both, without);
    }
  }
  const pairs: Pair<T>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] as T, b[j] as T];
    const worth = worths[i * b.length + j] as number;
    const [here, down, right] = [
      sums[i * wide + j] as number,
      sums[(i + 1) * wide + j] as number,
      sums[i * wide + j + 1] as number,
    ];
    if (worth > 0 && here === worth + (sums[(i + 1) * wide + j + 1] as number)) {
      pairs.push([x, y]);
      i++;
      j++;
    } else if (down > right || (down === right && how.before(x, y))) {
      pairs.push([x, undefined]);
      i++;
    } else {
      pairs.push([undefined, y]);
      j++;
    }
  }
  for (; i < a.length; i++) pairs.push([a[i], undefined]);
  for (; j < b.length; j++) pairs.push([undefined, b[j]]);
  return pairs;
}

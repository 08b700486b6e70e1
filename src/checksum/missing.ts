import type { Piece } from './whole.js';

/** Why a datagram is not whole, or undefined if it is. `total`: its bytes, where they are known. */
export function missingIn(pieces: readonly Piece[], total: number | undefined): string | undefined {
  const gaps: { from: number; to: number }[] = [];
  let at = 0;
  for (const { offset, bytes } of pieces) {
    if (offset < at) return 'its fragments overlap';
    if (offset > at) gaps.push({ from: at, to: offset });
    at = offset + bytes.length;
  }
  if (total !== undefined && at > total) return 'its fragments overlap';
  if (total !== undefined && at < total) gaps.push({ from: at, to: total });
  const open = total === undefined;
  const [gap] = gaps;
  if (gap === undefined) return open ? `what follows byte ${at} is missing` : undefined;
  const known = gaps.length === 1 && !open ? byNumber(pieces, gap, total) : undefined;
  if (known) return known;
  const parts = gaps.map(({ from, to }) => `${from}–${to - 1}`);
  const rest = open ? [`those from ${at} on`] : [];
  return `of its bytes ${words([...parts, ...rest])} are missing`;
}

/** Fragments are of one size, but for the last: then it is known which of them is missing. */
function byNumber(
  pieces: readonly Piece[],
  { from, to }: { from: number; to: number },
  total: number,
): string | undefined {
  const size = pieces[0]?.bytes.length ?? 0;
  const regular = pieces.every(
    ({ offset, bytes }, i) =>
      offset % size === 0 &&
      (bytes.length === size || (i === pieces.length - 1 && bytes.length < size)),
  );
  if (!regular || to % size) return undefined;
  const first = from / size + 1;
  const last = to / size;
  const count = Math.ceil(total / size);
  return first === last
    ? `fragment ${first} of ${count} is missing`
    : `fragments ${first} to ${last} of ${count} are missing`;
}

const words = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

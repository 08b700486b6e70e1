// Numbers as people say them, for what a table says beside a value.

/** `65,535` */
export function grouped(n: number): string {
  if (n >= 0 && n < 1000) return String(n);
  if (n < 1_000_000 && Number.isInteger(n) && n > 0) {
    return `${Math.floor(n / 1000)},${String(n % 1000).padStart(3, '0')}`;
  }
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 byte`, `1,460 bytes` */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${grouped(n)} ${n === 1 ? one : many}`;

export const inBytes = (n: number): string => counted(n, 'byte');

/** Where a length counts the header too: `20 header + 40 payload`. */
export function lengthAsSum(total: number, header: number): string {
  return total < header
    ? `less than the header's ${header}`
    : `${header} header + ${grouped(total - header)} payload`;
}

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** `1 hour`, `1 minute 30 seconds`, `0.25 seconds`: two units at most. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${seconds} seconds`;
  const words: string[] = [];
  let rest = seconds;
  for (const [size, name] of UNITS) {
    const n = size === 1 ? Math.round(rest * 1000) / 1000 : Math.floor(rest / size);
    if (n > 0) words.push(n % 1 === 0 ? counted(n, name) : `${n} ${name}s`);
    rest -= n * size;
    if (words.length === 2) break;
  }
  return words.join(' ');
}

export const milliseconds = (n: number): string => duration(n / 1000);
export const minutes = (n: number): string => duration(60 * n);
/** Lifetimes of which the greatest has no end. */
export const lifetime = (seconds: number): string =>
  seconds === 2 ** 32 - 1 ? 'infinite' : duration(seconds);

/** The values that systems start with, and how many hops are missing to the next of them. */
export function hopsSoFar(left: number): string {
  if (left === 0) return 'no hop left';
  if (left === 1) return 'no router forwards it';
  // Starts this low are chosen, not a system's own.
  if (left <= 8) return `${counted(left - 1, 'router')} at most`;
  const start = left <= 32 ? 32 : left <= 64 ? 64 : left <= 128 ? 128 : 255;
  return `likely sent with ${start}, ${counted(start - left, 'hop')} ago`;
}

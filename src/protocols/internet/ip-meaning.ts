import type { Loose, Where } from '../../codec/field.js';
import { grouped, hopsSoFar, inBytes } from '../words.js';

/** Header lengths, which stand in words of 32 bits. */
export function wordsMean(length: number): string {
  const words = `${length / 4} words of 32 bits`;
  if (length < 20) return `${words}, fewer than 5`;
  return `${words}, ${length === 20 ? 'no options' : `${inBytes(length - 20)} of options`}`;
}

interface Flags {
  readonly rb: boolean;
  readonly df: boolean;
  readonly mf: boolean;
}

export const flagsText = ({ rb, df, mf }: Flags): string => `0b${+rb}${+df}${+mf}`;

export function flagsMean({ rb, df, mf }: Flags): string {
  const words = [
    ...(rb ? ['reserved bit set'] : []),
    ...(df ? ['DF: do not fragment'] : []),
    ...(mf ? ['MF: more fragments follow'] : []),
  ];
  return words.join(', ') || 'routers may fragment it';
}

export const offsetMeans = (offset: number, { flags }: Loose): string =>
  fragmentMeans(offset, flags.mf, 'datagram');

/** For IPv6 too. */
export function fragmentMeans(offset: number, more: boolean, whole: string): string {
  if (offset > 0) return `bytes ${grouped(offset)} and on of the ${whole}`;
  return more ? 'first fragment' : 'first and only fragment';
}

/** In an error's quotation the hops have been taken already. */
export const hops = (left: number, _: Loose, { layer }: Where): string =>
  layer.outer?.protocol.plan.quotes === undefined ? hopsSoFar(left) : quotedHops(left);

const quotedHops = (left: number): string =>
  left > 1 ? `${left} where the error arose` : 'used up';

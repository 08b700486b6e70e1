import type { Loose, Where } from '../../codec/field.js';
import { hopsSoFar, inBytes, lengthAsSum } from '../words.js';

export const versionMeans = (version: number): string => (version === 4 ? 'IPv4' : 'not IPv4');

export const totalMeans = (total: number, { hdr_len }: Loose): string =>
  total === 0 ? 'left to the network card' : lengthAsSum(total, hdr_len);

/** Header lengths, which stand in words of 32 bits. */
export function wordsMean(length: number): string {
  const words = `${length / 4} words of 32 bits`;
  if (length < 20) return `${words}, fewer than 5`;
  return `${words}, ${length === 20 ? 'no options' : `${inBytes(length - 20)} of options`}`;
}

/** In an error's quotation the hops have been taken already. */
export const hops = (left: number, _: Loose, { layer }: Where): string =>
  layer.outer?.protocol.plan.quotes === undefined ? hopsSoFar(left) : quotedHops(left);

const quotedHops = (left: number): string =>
  left > 1 ? `${left} where the error arose` : 'used up';

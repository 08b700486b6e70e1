import { flag } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';

interface Flags {
  readonly rb: boolean;
  readonly df: boolean;
  readonly mf: boolean;
}

const flagsText = ({ rb, df, mf }: Flags): string => `0b${+rb}${+df}${+mf}`;

function flagsMean({ rb, df, mf }: Flags): string {
  const words = [
    ...(rb ? ['reserved bit set'] : []),
    ...(df ? ['DF: do not fragment'] : []),
    ...(mf ? ['MF: more fragments follow'] : []),
  ];
  return words.join(', ') || 'routers may fragment it';
}

export const ipFlags = group(
  'Flags',
  'may it be fragmented, do more fragments follow',
  {
    rb: flag('Reserved', 'must be zero'),
    df: flag("Don't fragment", 'routers must not fragment it'),
    mf: flag('More fragments', 'more fragments follow'),
  },
  { show: flagsText, means: flagsMean },
);

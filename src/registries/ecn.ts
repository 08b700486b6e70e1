import { names } from '../codec/names.js';

/** Explicit congestion notification: the two bits behind the DSCP. */
export const ecn = names({
  not_ect: [0, 'Not-ECT'],
  ect1: [1, 'ECT(1)'],
  ect0: [2, 'ECT(0)'],
  ce: [3, 'CE, congestion experienced'],
});

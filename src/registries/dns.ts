import { names } from '../codec/names.js';
import { registry } from './registry.js';

export const dnsTypes = registry('dns-types');

export const dnsClasses = names({
  in: [1, 'IN'],
  cs: [2, 'CS'],
  ch: [3, 'CH'],
  hs: [4, 'HS'],
  none: [254, 'NONE'],
  any: [255, 'ANY'],
});

export const dnsOpcodes = names({
  query: [0, 'Standard query'],
  iquery: [1, 'Inverse query (obsolete)'],
  status: [2, 'Server status request'],
  notify: [4, 'Zone change notification'],
  update: [5, 'Dynamic update'],
  dso: [6, 'Stateful operations'],
});

/** Those over 15 do not fit the header: OPT (RFC 6891) carries their upper bits, TSIG its own. */
export const dnsRcodes = names({
  noerror: [0, 'No error'],
  formerr: [1, 'Format error'],
  servfail: [2, 'Server failure'],
  nxdomain: [3, 'No such name'],
  notimp: [4, 'Not implemented'],
  refused: [5, 'Refused'],
  yxdomain: [6, 'Name exists'],
  yxrrset: [7, 'RRset exists'],
  nxrrset: [8, 'RRset does not exist'],
  notauth: [9, 'Not authoritative'],
  notzone: [10, 'Name out of zone'],
  dsotypeni: [11, 'DSO type not implemented'],
  badvers: [16, 'Bad OPT version or TSIG signature'],
  badsig: [16, 'Bad OPT version or TSIG signature'],
  badkey: [17, 'Key not recognized'],
  badtime: [18, 'Signature out of time window'],
  badmode: [19, 'Bad TKEY mode'],
  badname: [20, 'Duplicate key name'],
  badalg: [21, 'Algorithm not supported'],
  badtrunc: [22, 'Bad truncation'],
  badcookie: [23, 'Bad or missing server cookie'],
});

import type { Severity } from '../../codec/protocol.js';

interface Option {
  readonly [key: string]: unknown;
  readonly name?: string | undefined;
}
interface Header {
  readonly opt?: readonly Option[] | undefined;
}
interface Check {
  readonly severity: Severity;
  readonly field: 'opt';
  readonly when: (v: Header) => boolean;
  readonly text: string;
  readonly rfc?: string;
}

/** Those that may stand in a datagram once (RFC 791, 3.1). */
const ONCE = ['security', 'lsrr', 'ssrr', 'rr', 'sid', 'ts'];
/** RFC 6814; RFC 1191 took the place of the two for MTUs. */
const OBSOLETE = ['sid', 'mtu_probe', 'mtu_reply', 'tr'];

const isNop = (option: Option | undefined): boolean => option?.name === 'nop';
const count = ({ opt = [] }: Header, names: readonly string[]): number =>
  opt.filter(({ name }) => name !== undefined && names.includes(name)).length;

/** Pointers into a route or into timestamps, counted from their first entry. */
function pointers({ opt = [] }: Header, odd: (offset: number) => boolean): boolean {
  return opt.some((o) => typeof o.ptr === 'number' && odd(o.ptr - (o.name === 'ts' ? 5 : 4)));
}

export const ipOptionChecks: readonly Check[] = [
  {
    severity: 'warning',
    field: 'opt',
    when: (v) => pointers(v, (offset) => offset < 0),
    text: 'the pointer points before the first entry',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: (v) => pointers(v, (offset) => offset > 0 && offset % 4 !== 0),
    text: 'the pointer points into the middle of an entry',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: ({ opt = [] }) => opt.some((_, i) => [0, 1, 2, 3].every((n) => isNop(opt[i + n]))),
    text: 'four times no operation in a row: a router may have blanked an option',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: (v) => count(v, ['lsrr', 'ssrr']) > 0,
    text: 'a source route: most routers drop the datagram, for the sender chose its way',
    rfc: 'RFC 7126, 4.3 and 4.4',
  },
  {
    severity: 'error',
    field: 'opt',
    when: (v) => count(v, ['lsrr', 'ssrr']) > 1,
    text: 'more than one source route',
    rfc: 'RFC 1122, 3.2.1.8',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: (v) => ONCE.some((name) => count(v, [name]) > 1),
    text: 'an option twice that may stand there once',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'note',
    field: 'opt',
    when: (v) => count(v, OBSOLETE) > 0,
    text: 'an obsolete option',
    rfc: 'RFC 6814, 2',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: ({ opt = [] }) => /[^0]/.test(String(opt.at(-1)?.padding ?? '')),
    text: 'the padding behind the end of the options is not zero',
    rfc: 'RFC 791, 3.1',
  },
];

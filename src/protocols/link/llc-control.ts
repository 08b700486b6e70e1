import { choice } from '../../codec/choice.js';
import { type Field, FieldError, type Loose } from '../../codec/field.js';
import { flag, uint } from '../../codec/fixed.js';
import { type Names, names } from '../../codec/names.js';
import { numberFrom } from '../../codec/number.js';

/** IEEE 802.2, 5.4.1 and 5.4.2, with the poll bit in their middle as zero. */
const commands = names({
  ui: [0x00, 'Unnumbered information'],
  disc: [0x10, 'Disconnect'],
  ac0: [0x19, 'Acknowledged connectionless 0'],
  sabme: [0x1b, 'Set asynchronous balanced mode extended'],
  xid: [0x2b, 'Exchange identification'],
  test: [0x38, 'Test'],
  ac1: [0x39, 'Acknowledged connectionless 1'],
});
const responses = names({
  ui: [0x00, 'Unnumbered information'],
  dm: [0x03, 'Disconnected mode'],
  ua: [0x18, 'Unnumbered acknowledgment'],
  ac0: [0x19, 'Acknowledged connectionless 0'],
  frmr: [0x21, 'Frame reject'],
  xid: [0x2b, 'Exchange identification'],
  test: [0x38, 'Test'],
  ac1: [0x39, 'Acknowledged connectionless 1'],
});
const supervisions = names({
  rr: [0, 'Receiver ready'],
  rnr: [1, 'Receiver not ready'],
  rej: [2, 'Reject'],
  srej: [3, 'Selective reject'],
});
const formats = names({ information: 0, supervisory: 1, unnumbered: 3 });

/** Three bits, then the poll bit, then two more, which are the upper ones of the format's room. */
const modifier = (known: Names): Field<number, number | string> => ({
  ...uint(3, 'Function', 'what is asked for, or answered', { names: known }),
  place(bit) {
    const at = bit / 8;
    const number = (b: Uint8Array, o: number) => ((b[o + at] ?? 0) & 0xec) >> 2;
    return {
      number,
      value: number,
      put(b, o, given) {
        const value = Number(numberFrom(given, known));
        if ((value & 0x3b) !== value) throw new FieldError('', `${value} sets the poll bit too`);
        b[o + at] = ((b[o + at] ?? 0) & 0x13) | (value << 2);
      },
    };
  },
});
/** The lower two of its four bits: the upper two are the modifier's. */
const unnumbered: Field<number, number | string> = {
  ...uint(4, 'Format', 'of the control field', { names: formats, init: 3 }),
  place: (bit) => {
    const place = uint(2, '', '', { names: formats }).place?.(bit + 2);
    if (!place) throw new Error('a number has a place');
    return place;
  },
};

const format = (bits: number, init: number) =>
  uint(bits, 'Format', 'of the control field', { names: formats, init });
const poll = flag('Poll', 'an answer is wanted');
const final = flag('Final', 'it answers a poll');
const sent = uint(7, 'N(S)', 'number of this frame');
const received = uint(7, 'N(R)', 'number of the frame that is awaited');
const reserved = uint(4, 'Reserved', 'zero');
const supervision = uint(2, 'Function', 'of a supervisory frame', { names: supervisions });

const u = { 'control.ftype': unnumbered };
const s = {
  'control.reserved': reserved,
  'control.s_ftype': supervision,
  'control.ftype': format(2, 1),
  'control.n_r': received,
};
const i = { 'control.n_s': sent, 'control.ftype': format(1, 0), 'control.n_r': received };

/** One byte or two, of three forms; a bit of the source's address tells commands from responses. */
export const control = choice(
  (v, ahead) => {
    const form = ahead ? formOf(ahead.bytes[ahead.at] ?? 0) : givenForm(v.control ?? {});
    return form + (v.ssap & 1 ? ' response' : ' command');
  },
  {
    'U command': { 'control.u_modifier_cmd': modifier(commands), 'control.p': poll, ...u },
    'U response': { 'control.u_modifier_resp': modifier(responses), 'control.f': final, ...u },
    'S command': { ...s, 'control.p': poll },
    'S response': { ...s, 'control.f': final },
    'I command': { ...i, 'control.p': poll },
    'I response': { ...i, 'control.f': final },
  },
);

type Form = 'U' | 'S' | 'I';

function formOf(first: number): Form {
  if ((first & 1) === 0) return 'I';
  return (first & 2) === 0 ? 'S' : 'U';
}

/** What was given tells the form; the least of it is a datagram's. */
function givenForm(given: Loose): Form {
  if (given.s_ftype !== undefined) return 'S';
  return given.n_s !== undefined || given.n_r !== undefined ? 'I' : 'U';
}

/** What is carried is for the access point: in datagrams, and in numbered frames. */
export const hasInformation = (first: number): boolean =>
  formOf(first) === 'I' || (first & 0xef) === 0x03;
export const isXid = (first: number): boolean => (first & 0xef) === 0xaf;
/** Bytes of the control field that begins so. */
export const controlSize = (first: number): number => (formOf(first) === 'U' ? 1 : 2);

/** The control field in words: `XID, poll`, `RR, N(R) 3`. */
export function controlText(given: Loose = {}): string {
  const { u_modifier_cmd: command, u_modifier_resp: response, s_ftype, n_s, n_r } = given;
  const polls = given.p ? ', poll' : given.f ? ', final' : '';
  if (n_s !== undefined) return `I, N(S) ${n_s}, N(R) ${n_r}${polls}`;
  if (n_r !== undefined) return `${short(supervisions, s_ftype)}, N(R) ${n_r}${polls}`;
  return short(command === undefined ? responses : commands, command ?? response) + polls;
}

const short = (table: Names, value: number): string =>
  table.nameOf(value)?.toUpperCase() ?? `function ${value}`;

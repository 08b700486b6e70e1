import { type Cell, type Field, FieldError, type Fields, zeroOf } from '../../codec/field.js';
import { parseNumber } from '../../codec/number.js';
import type { Protocol } from '../../codec/protocol.js';
import { CraftError } from '../craft-error.js';
import { type Found, fieldNamed } from '../fields.js';
import { shorts } from '../shorts.js';
import { valueFor } from '../values.js';
import { counted, type Operator } from './arithmetic.js';
import { type Nth, nthFrom } from './target.js';
import { mayBeEmpty } from './way.js';

/** A setting as one protocol takes it. */
export interface Bound {
  readonly found: Found;
  /** It stands at a fixed place in the header; and what it stands in, if that is a group. */
  readonly head: Cell | undefined;
  readonly group: Cell | undefined;
  /** It may have an effect where the header has nothing but its fixed head. */
  readonly anyway: boolean;
  /** The value to write; `before` is the number that stands there. */
  value(before: number): unknown;
  /** It always is the same. */
  readonly constant: boolean;
}

/** `ip.ttl-=1`, cut in pieces. */
interface Typed {
  readonly typed: string;
  /** `ip.ttl#2` */
  readonly called: string;
  readonly name: string;
  readonly nth: Nth;
  readonly operator: Operator;
  readonly text: string | undefined;
}

export function typedFrom(typed: string, option: string): Typed {
  const [, left = '', sign = '', right] = /^([^=]*?)([-+^|&]?=)(.*)$/s.exec(typed) ?? [];
  if (typed.trim() === '') {
    throw new CraftError(`${option}: no field is named`, exampleOf(option, '', ''));
  }
  if (sign === '' && option === '--set') {
    throw new CraftError(`--set ${typed}: the value is missing`, `--set ${typed}=1`);
  }
  const whole = sign === '' ? typed : left;
  const called = whole.trim();
  if (/(?<!#)[^\w#]$/.test(called)) {
    throw new CraftError(`${option} ${typed}: there are = += -= ^= |= &=`, `${option} ip.ttl-=1`);
  }
  const { name, nth } = nthFrom(called);
  if (!name.includes('.')) {
    throw new CraftError(
      `${option} ${typed}: a field is named with its protocol`,
      exampleOf(option, name, sign + (right ?? '')),
    );
  }
  // `ip.ttl -= 1` as well; a value may begin with a space of its own where none stands before.
  const text = whole === called ? right : right?.trim();
  return { typed, called, name, nth, operator: (sign || '=') as Operator, text };
}

/** With the protocol that has such a field, if it is a name that people know. */
function exampleOf(option: string, name: string, rest: string): string {
  const [full] = (Object.hasOwn(shorts, name) && shorts[name]?.fields) || [];
  if (full !== undefined) return `${option} ${full}${rest}`;
  return option === '--unset'
    ? '--unset tcp.options.timestamp; --pop vlan takes a layer away'
    : `${option} ip.ttl=63`;
}

/** A field that is to have another value. */
export class Setting {
  readonly nth: Nth;
  readonly typed: string;
  readonly called: string;
  /** Some packet has it. */
  met = false;
  private readonly made = new Map<Protocol, Bound | undefined>();
  private readonly fields = new Map<Protocol, Found | undefined>();

  /** `protocol` and `name` are those of `fullName`; `adds`: what is not there is added. */
  constructor(
    private readonly given: Typed,
    private readonly protocol: string,
    private readonly field: string,
    readonly adds: boolean,
  ) {
    this.nth = given.nth;
    this.typed = given.typed;
    this.called = given.called;
  }

  /** `ip.ttl` */
  get name(): string {
    return `${this.protocol}.${this.field}`;
  }

  /** Packets may become longer or shorter. */
  resizes(all: readonly Protocol[]): boolean {
    if (this.adds) return true;
    return all.some((protocol) => {
      const found = this.found(protocol);
      return found && !found.field?.place;
    });
  }

  /** The field alone. */
  found(protocol: Protocol): Found | undefined {
    if (protocol.name !== this.protocol) return undefined;
    if (!this.fields.has(protocol)) this.fields.set(protocol, fieldNamed(protocol, this.field));
    return this.fields.get(protocol);
  }

  /** Complains of a value that the field cannot have, in none of the protocols of that name. */
  check(all: readonly Protocol[]): void {
    const tried = all.filter((protocol) => this.found(protocol)).map((one) => this.tried(one));
    const [first] = tried;
    if (first instanceof CraftError && tried.every((one) => one instanceof CraftError)) throw first;
  }

  /** Undefined: it has no such field, or none that can have the value. */
  bound(protocol: Protocol): Bound | undefined {
    if (protocol.name !== this.protocol) return undefined;
    if (this.made.has(protocol)) return this.made.get(protocol);
    const bound = this.tried(protocol);
    const made = bound instanceof CraftError ? undefined : bound;
    this.made.set(protocol, made);
    return made;
  }

  private tried(protocol: Protocol): Bound | undefined | CraftError {
    try {
      return this.bind(protocol);
    } catch (error) {
      if (error instanceof CraftError) return error;
      throw error;
    }
  }

  private bind(protocol: Protocol): Bound | undefined {
    const found = this.found(protocol);
    if (!found) return undefined;
    const { operator, text } = this.given;
    try {
      const { field } = found;
      const value = operator === '=' ? valueFor(found, text) : operandFor(found, text);
      const places = placesOf(protocol, found);
      const anyway = !places.head && (this.adds || mayBeEmpty(found) || !isBehind(protocol, found));
      const own = { found, ...places, anyway };
      if (operator !== '=') {
        if (!field) throw new FieldError('', 'it is no number: only = can set it');
        return { ...own, value: counted(field, operator, value), constant: false };
      }
      if (field) fits(field, value);
      return { ...own, value: () => value, constant: true };
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      throw new CraftError(error.within(this.name).message, `in '${this.typed}'`);
    }
  }
}

/** Addresses count too: `ip.src+=1`. */
function operandFor(found: Found, text: string | undefined): unknown {
  const number = text === undefined ? undefined : parseNumber(text);
  const isText = found.field !== undefined && typeof zeroOf(found.field) === 'string';
  return isText && number !== undefined ? BigInt(number) : valueFor(found, text);
}

/** Tries it: an error tells now, not at the first packet. */
export function fits(field: Field, value: unknown): void {
  field.place?.(0).put(new Uint8Array((field.bits + 7) >> 3), 0, value);
}

/** The field at the fixed head of a header, or in a group there. */
function placesOf(
  { plan, declaration }: Protocol,
  { steps }: Found,
): { head: Cell | undefined; group: Cell | undefined } {
  const none = { head: undefined, group: undefined };
  const keys = steps.map((step) => (step.kind === 'key' ? step.key : ''));
  const [key = '', inner, ...more] = keys;
  if (more.length > 0 || !Object.hasOwn(declaration.fields as Fields, key)) return none;
  const item = plan.struct.items[0];
  const cell = item?.kind === 'run' ? item.cells.find((one) => one.key === key) : undefined;
  // Under its other key it is there for some values only.
  if (!cell || cell.alias) return none;
  if (inner === undefined) return { head: cell, group: undefined };
  return { head: cell.inner?.find((one) => one.key === inner), group: cell };
}

/** It stands behind the fixed head and before the payload, if it is there. */
function isBehind({ plan }: Protocol, { steps: [step] }: Found): boolean {
  const key = step?.kind === 'key' ? step.key : '';
  const [first] = plan.struct.items;
  const head = first?.kind === 'run' ? first.cells : [];
  const inHead = head.some((cell) => cell.key === key || cell.alias?.key === key);
  return !inHead && !plan.tail?.has(key);
}

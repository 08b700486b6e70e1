import { getBytes, putBytes } from './bits.js';
import { type Field, FieldError, type Fields, type Loose, shown } from './field.js';
import { bytesFrom } from './fixed.js';
import { toHex } from './hex.js';
import { isObject, type Known as KnownKeys } from './keys.js';
import { closest, numberFrom } from './number.js';
import { pick, refuseOthers, rootsOf, setOf } from './option-keys.js';
import { getPath } from './paths.js';
import type { Reading } from './reading.js';
import { Struct } from './struct.js';
import type { Known, Shape } from './tlv.js';
import type { Writer } from './writer.js';

interface Form {
  readonly name: string;
  readonly kind: number;
  readonly label: string;
  readonly struct: Struct;
  readonly between: Struct | undefined;
  readonly single: boolean;
  /** Keys of one whose value has another form. */
  readonly plainKeys: KnownKeys;
  /** Bytes of its value, where they are always as many; known once it was met. */
  size: number | undefined;
  readonly field: Field;
}

/** The common keys have literals: an object made key by key takes several times as long. */
function begun(key: string, kind: number, name: string | undefined): Loose {
  if (name !== undefined && key === 'kind') return { kind, name };
  if (name !== undefined && key === 'type') return { type: kind, name };
  return name === undefined ? { [key]: kind } : { [key]: kind, name };
}

const VARIES = -1;

function sizeOfForm(form: Form): number {
  form.size ??= form.struct.fixed ? form.struct.head : VARIES;
  return form.size;
}

/** The forms of one family of options, made when first needed. */
export class Options {
  private readonly byKind = new Map<number, Form>();
  /** The same for kinds of one byte: quicker to ask. Null: not made yet. */
  private readonly small: (Form | null | undefined)[] = new Array(256).fill(undefined);
  private readonly kinds = new Map<number, string>();
  private readonly byName = new Map<string, number>();
  private readonly between: Struct | undefined;
  private readonly header: number;
  private readonly rest: string;
  /** Keys of an option that is raw, of a single byte, without a form. */
  private readonly rawKeys: KnownKeys;
  private readonly singleKeys: KnownKeys;
  private readonly endKeys: KnownKeys;
  private readonly plainKeys: KnownKeys;
  private readonly unknown: Field = {
    bits: 0,
    label: 'Option',
    help: 'has no declared form',
    means: (option) => this.shape.names?.textOf(option[this.shape.key]) ?? 'unknown',
  };

  constructor(
    private readonly shape: Shape,
    private readonly known: Known,
  ) {
    const { key, between, rest = 'data' } = shape;
    this.rest = rest;
    this.rawKeys = setOf(key, 'name', 'raw');
    this.singleKeys = setOf(key, 'name');
    this.endKeys = setOf(key, 'name', 'padding');
    this.plainKeys = setOf(key, 'name', rest, 'padding', ...rootsOf(between));
    this.between = between && new Struct(between);
    this.header = (shape.type + shape.length) / 8 + (this.between?.head ?? 0);
    for (const [name, { kind }] of Object.entries(known)) {
      if (kind < 256) this.small[kind] = null;
      this.kinds.set(kind, name);
      this.byName.set(name, kind);
    }
  }

  private formOf(kind: number): Form | undefined {
    const form = kind < 256 ? this.small[kind] : (this.byKind.get(kind) ?? null);
    return form === null ? this.made(kind) : form;
  }

  /** When a kind is first met: a run of one packet meets few. */
  private made(kind: number): Form | undefined {
    const name = this.kinds.get(kind);
    if (name === undefined) return undefined;
    const { shape, between } = this;
    const { label, fields, between: own } = this.known[name] as Known[string];
    const fills = shape.pad !== undefined || kind === shape.end;
    const common = rootsOf(own ?? shape.between);
    const beside = [shape.key, 'name', ...(fills ? ['padding'] : []), ...common];
    const form: Form = {
      name,
      kind,
      label,
      struct: new Struct(fields).allow(...beside),
      field: { bits: 0, label, help: `${shape.key} ${kind}`, fields, means: () => label },
      between: own ? new Struct(own) : between,
      plainKeys: own ? setOf(shape.key, 'name', this.rest, 'padding', ...common) : this.plainKeys,
      single: this.isSingle(kind),
      size: undefined,
    };
    if (kind < 256) this.small[kind] = form;
    else this.byKind.set(kind, form);
    return form;
  }

  private isSingle(kind: number): boolean {
    const { single } = this.shape;
    return typeof single === 'function' ? single(kind) : (single?.includes(kind) ?? false);
  }

  read(r: Reading): Loose[] {
    const found: Loose[] = [];
    while (r.at < r.end && !r.problem) {
      found.push(r.trace ? this.traceOne(r, found.length) : this.readOne(r, r.at));
    }
    return found;
  }

  private readOne(r: Reading, from: number): Loose {
    const { shape } = this;
    const typeBytes = shape.type / 8;
    if (r.left < typeBytes) return this.malformed(r, from, {}, 'no room for a type');
    const kind = typeBytes === 1 ? (r.bytes[from] as number) : getBytes(r.bytes, from, typeBytes);
    const form = this.formOf(kind);
    const entry = begun(shape.key, kind, form?.name ?? shape.names?.nameOf(kind));
    if (form ? form.single : this.isSingle(kind)) {
      r.at += typeBytes;
      if (kind === shape.end) this.readRest(r, entry);
      return entry;
    }
    if (r.left < this.header) return this.malformed(r, from, entry, 'no room for a length');
    const lengthAt = from + this.header - shape.length / 8;
    const told = getBytes(r.bytes, lengthAt, shape.length / 8) * (shape.unit ?? 1);
    const total = shape.counts === 'all' ? told : told + this.header;
    if (total < this.header || from + total > r.end) {
      return this.malformed(r, from, entry, `length ${told}, with ${r.left} bytes left`);
    }
    r.at = from + typeBytes;
    const between = form ? form.between : this.between;
    if (between !== undefined) between.read(r, entry);
    r.at = from + this.header;
    this.readBody(r, from, from + total, form, entry);
    if (shape.pad) this.readPad(r, shape.pad, total, entry);
    if (kind === shape.end) this.readRest(r, entry);
    return entry;
  }

  private readBody(
    r: Reading,
    from: number,
    end: number,
    form: Form | undefined,
    entry: Loose,
  ): void {
    const size = form === undefined ? VARIES : sizeOfForm(form);
    if (form !== undefined && size === end - r.at) {
      if (size > 0) form.struct.read(r, entry);
      return;
    }
    const fields =
      form && size === VARIES && r.attempt(end, () => form.struct.read(r, { ...entry }));
    if (fields) {
      Object.assign(entry, fields);
      return;
    }
    if (form) r.remark(from, `${form.label}: its form does not fit ${end - from} bytes`);
    if (r.at < end || form) entry[this.rest] = toHex(r.bytes, r.at, end);
    r.at = end;
  }

  private readPad(r: Reading, pad: number, total: number, entry: Loose): void {
    const from = r.at;
    const want = this.shape.lastBare && r.left === 0 ? 0 : (pad - (total % pad)) % pad;
    r.at += Math.min(want, r.left);
    const bare = this.shape.lastBare && r.left === 0 && want > 0;
    const zero = r.bytes.subarray(from, r.at).every((b) => b === 0);
    const canonical = r.at - from === want && zero && !bare;
    if (!canonical) entry.padding = toHex(r.bytes, from, r.at);
  }

  /** What stands behind the end fills up. */
  private readRest(r: Reading, entry: Loose): void {
    if (r.at === r.end) return;
    entry.padding = toHex(r.bytes, r.at, r.end);
    r.at = r.end;
  }

  private malformed(r: Reading, from: number, entry: Loose, why: string): Loose {
    r.remark(from, `malformed option: ${why}`);
    r.at = r.end;
    return { ...entry, raw: toHex(r.bytes, from, r.end) };
  }

  /** The option itself stands before its fields. */
  private traceOne(r: Reading, index: number): Loose {
    const from = r.at;
    const traced = r.trace?.length ?? 0;
    const outside = r.enter(index);
    const value = this.readOne(r, from);
    const field = this.formOf(value[this.shape.key])?.field ?? this.unknown;
    const width = (r.at - from) * 8;
    r.trace?.splice(traced, 0, { path: [...r.path], field, bit: from * 8, width, value });
    r.leave(outside);
    return value;
  }

  write(w: Writer, given: Loose, last: boolean): void {
    if (!isObject(given)) throw new FieldError('', `an option is needed, not ${shown(given)}`);
    const { shape, rest: restKey } = this;
    let plain: unknown;
    let name: unknown;
    let raw: unknown;
    let padding: unknown;
    let rest: unknown;
    // An option has few keys: to go through them is quicker than to ask for each of these.
    for (const key in given) {
      if (key === 'name') name = given[key];
      else if (key === shape.key) plain = given[key];
      else if (key === 'raw') raw = given[key];
      else if (key === 'padding') padding = given[key];
      else if (key === restKey) rest = given[key];
    }
    if (raw !== undefined) {
      refuseOthers(given, this.rawKeys);
      w.put(bytesFrom(raw));
      return;
    }
    const kind = this.kindOf(plain, name);
    const form = this.formOf(kind);
    const from = w.take(shape.type / 8);
    putBytes(w.bytes, from, shape.type / 8, kind);
    if (form ? form.single : this.isSingle(kind)) {
      refuseOthers(given, kind === shape.end ? this.endKeys : this.singleKeys);
      if (padding !== undefined) w.put(bytesFrom(padding));
      return;
    }
    const between = form ? form.between : this.between;
    between?.write(w, pick(given, between.fields));
    const lengthAt = w.take(shape.length / 8);
    if (form && (rest === undefined || !this.standsForAll(given, form.struct.fields))) {
      form.struct.write(w, given);
    } else {
      refuseOthers(given, form ? form.plainKeys : this.plainKeys);
      if (rest !== undefined) w.put(bytesFrom(rest));
    }
    this.writeLength(w, from, lengthAt);
    const fills = shape.pad !== undefined || kind === shape.end;
    if (padding !== undefined && fills) w.put(bytesFrom(padding));
    else if (shape.pad && !(last && shape.lastBare))
      w.take((shape.pad - ((w.at - from) % shape.pad)) % shape.pad);
  }

  /** Bytes alone are the whole value; beside fields of the form they are one of these. */
  private standsForAll(given: Loose, fields: Fields): boolean {
    const has = (key: string) => getPath(given, key.split('.')) !== undefined;
    return !Object.keys(fields).some((key) => key !== this.rest && has(key));
  }

  private writeLength(w: Writer, from: number, lengthAt: number): void {
    const { counts, length, unit = 1 } = this.shape;
    const counted = counts === 'all' ? from : from + this.header;
    if (unit > 1) w.take((unit - ((w.at - counted) % unit)) % unit);
    const told = (w.at - counted) / unit;
    if (told > (length === 8 ? 0xff : 0xffff))
      throw new FieldError('', `an option of ${w.at - from} bytes is too long`);
    putBytes(w.bytes, lengthAt, length / 8, told);
  }

  private kindOf(plain: any, name: unknown): number {
    if (plain === undefined) return this.kindNamed(name);
    const { key, names, type } = this.shape;
    const most = type === 8 ? 0xff : 0xffff;
    if (Number.isInteger(plain) && plain >= 0 && plain <= most) return plain;
    try {
      const kind = this.byName.get(plain) ?? numberFrom(plain, names);
      if (typeof kind === 'number' && Number.isInteger(kind) && kind >= 0 && kind <= most) {
        return kind;
      }
      throw new FieldError('', `${kind} does not fit ${type} bits (0 to ${most})`);
    } catch (error) {
      throw error instanceof FieldError ? error.within(key) : error;
    }
  }

  private kindNamed(name: unknown): number {
    const word = String(name);
    const kind = this.byName.get(word) ?? this.shape.names?.numberOf(word);
    if (kind !== undefined) return kind;
    const near = closest(word, this.byName.keys());
    const hint = near === undefined ? '' : `; did you mean '${near}'?`;
    throw new FieldError('name', `no option is called ${shown(name)}${hint}`);
  }
}

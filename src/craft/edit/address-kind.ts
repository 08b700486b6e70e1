import { type Cell, type Field, type Fields, zeroOf } from '../../codec/field.js';
import type { Protocol } from '../../codec/protocol.js';

export type AddressKind = 'mac' | 'ipv4' | 'ipv6';

const BITS: Readonly<Record<number, AddressKind>> = { 48: 'mac', 32: 'ipv4', 128: 'ipv6' };
const EMPTY: Readonly<Record<AddressKind, string>> = {
  mac: '00:00:00:00:00:00',
  ipv4: '0.0.0.0',
  ipv6: '::',
};
const kinds = new WeakMap<Field, AddressKind | 'none'>();

/** Which kind of address a field holds, as it shows one of zeros. */
export function kindOf(field: Field): AddressKind | undefined {
  let kind = kinds.get(field);
  if (kind === undefined) {
    const wide = field.place ? BITS[field.bits] : undefined;
    kind = wide && zeroOf(field) === EMPTY[wide] ? wide : 'none';
    kinds.set(field, kind);
  }
  return kind === 'none' ? undefined : kind;
}

/** The cells at the head of a header that hold addresses. */
export function addressCells({ plan }: Protocol): { cell: Cell; kind: AddressKind }[] {
  const item = plan.struct.items[0];
  const cells = item?.kind === 'run' ? item.cells : [];
  return cells.flatMap((cell) => {
    const kind = kindOf(cell.field);
    return kind ? [{ cell, kind }] : [];
  });
}

/** Whether fields behind the fixed head may hold addresses; `lists`: also in lists and options. */
export function hasAddresses({ plan, declaration }: Protocol, lists: boolean): boolean {
  const item = plan.struct.items[0];
  const head = new Set(item?.kind === 'run' ? item.cells.map(({ field }) => field) : []);
  const rest = Object.values<Field>(declaration.fields).filter((field) => !head.has(field));
  return among([...rest, ...Object.values<Field>(declaration.tail ?? {})], lists, new Set());
}

function among(fields: readonly Field[], lists: boolean, met: Set<Field>): boolean {
  return fields.some((field) => {
    if (met.has(field)) return false;
    met.add(field);
    if (kindOf(field)) return true;
    const inner: Field[] = [];
    for (const one of Object.values(field.alternatives ?? {})) inner.push(...all(one));
    if (lists) {
      if (field.entry) inner.push(...(isField(field.entry) ? [field.entry] : all(field.entry)));
      for (const form of Object.values(field.known ?? {})) {
        const { fields: own, between = {} } = form as { fields: Fields; between?: Fields };
        inner.push(...all(own), ...all(between));
      }
    }
    return among(inner, lists, met);
  });
}

const all = (fields: Fields): Field[] => Object.values<Field>(fields);
const isField = (entry: Fields | Field): entry is Field => typeof entry.bits === 'number';

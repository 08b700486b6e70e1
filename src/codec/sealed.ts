import type { Seal, Sealed } from './checksum/seal.js';
import type { Field, Fields, Given, Loose, Values } from './field.js';
import type { Found } from './layout.js';
import { getPath, setPath } from './paths.js';
import { compresses, Struct } from './struct.js';

/** A structure that fills its room, with checksums of its own: judged on reading, else computed. */
export function sealedBlock<const F extends Fields>(
  label: string,
  help: string,
  fields: F,
  seals: Readonly<Record<string, Seal>>,
  look: { filter?: string } = {},
): Field<Values<F>, Given<F>> {
  const struct = new Struct(marked(fields, seals));
  let made: readonly Sealing[] | undefined;
  const sealed = () =>
    (made ??= Object.entries(seals).map(([path, seal]) => sealing(struct, path, seal)));
  return {
    bits: 0,
    label,
    help,
    entry: struct.fields,
    compresses: compresses(fields),
    filter: look.filter,
    read(r, _v, key) {
      const from = r.at;
      const all = sealed();
      const outside = r.enter(key);
      const value = struct.read(r, {}, (read, v, at) => {
        for (const { path, seal, found } of all.filter((one) => one.found.key === read)) {
          const s = covered(r.bytes, from, r.end, at + (found.cell.bit >> 3));
          judge(seal, s, found.cell.place.number?.(r.bytes, at) ?? 0, path, v);
        }
      });
      if (!r.problem && r.at < r.end) r.problem = `${label} does not fill its room`;
      r.leave(outside);
      return value as Values<F>;
    },
    write(w, value) {
      const from = w.at;
      const given = (value ?? {}) as Loose;
      const landed: number[] = [];
      struct.write(w, given, landed);
      for (const { path, keys, seal, found } of sealed()) {
        const kept = getPath(given, keys) !== undefined && !w.fix;
        if (kept && !w.warn) continue;
        const at = landed[found.item.index] as number;
        const { place } = found.cell;
        const s = covered(w.bytes, from, w.at, at + (found.cell.bit >> 3));
        if (!kept) {
          place.put(w.bytes, at, seal.compute(s));
          continue;
        }
        const stored = place.number?.(w.bytes, at) ?? 0;
        if (seal.absent(s, stored) || seal.holds(s, stored)) continue;
        w.warn?.([...w.path, path].join('.'), stored, seal.compute(s));
      }
    },
  };
}

/** Each checksum tells what it is, to whoever comes upon its field. */
function marked(fields: Fields, seals: Readonly<Record<string, Seal>>): Fields {
  const mark = ([key, field]: [string, Field]): [string, Field] => {
    const seal = seals[key];
    return [key, seal ? { ...field, seal } : field];
  };
  return Object.fromEntries(Object.entries(fields).map(mark));
}

interface Sealing {
  readonly path: string;
  readonly keys: readonly string[];
  readonly seal: Seal;
  readonly found: Found;
}

function sealing(struct: Struct, path: string, seal: Seal): Sealing {
  const found = struct.find(path);
  if (!found) throw new Error(`no fixed field ${path}`);
  if (found.item.kind === 'run') found.item.sealed.add(found.cell.key);
  return { path, keys: path.split('.'), seal, found };
}

const covered = (bytes: Uint8Array, from: number, end: number, at: number): Sealed => ({
  bytes,
  start: from,
  body: end,
  end,
  at,
  addresses: undefined,
});

function judge(seal: Seal, s: Sealed, stored: number, path: string, v: Loose): void {
  const good = seal.holds(s, stored);
  const verdict = seal.absent(s, stored) ? 'absent' : good ? 'good' : 'bad';
  setPath(v, `${path}_status`.split('.'), verdict);
  if (verdict === 'bad') setPath(v, `${path}_expected`.split('.'), seal.compute(s));
}

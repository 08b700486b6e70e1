import type { Annotation } from '../codec/annotate.js';
import type { Layer, Packet } from '../codec/packet.js';
import { visibleJson } from '../codec/visible.js';
import type { Part } from '../compare/compare.js';
import type { Comparison } from '../compare/comparison.js';
import type { Told } from '../compare/follow.js';
import { writeOut } from '../output/standard-output.js';
import type { FlowRest, Report, Totals } from './diff-report.js';

/** Differences as one JSON document, a pair a line. */
export class AsJson implements Report {
  private first = true;

  constructor(a: { readonly kind: string }, b: { readonly kind: string }) {
    writeOut(`{"schema":1,"a":${json({ input: a.kind })},"b":${json({ input: b.kind })},"pairs":[`);
  }

  pair(comparison: Comparison): void {
    this.write(pairJson(comparison));
  }

  alone(side: 'a' | 'b', packet: Packet): void {
    const one = { number: packet.frame.number ?? 1 };
    this.write(side === 'a' ? { a: one, b: null } : { a: null, b: one });
  }

  rest({ flow, side, numbers }: FlowRest): void {
    for (const number of numbers) {
      const one = { number, flow };
      this.write(side === 'a' ? { a: one, b: null } : { a: null, b: one });
    }
  }

  end({ pairs, same, differ, onlyA, onlyB }: Totals): void {
    const summary = { pairs, same, differ, only_a: onlyA, only_b: onlyB };
    writeOut(`${this.first ? '' : '\n'}],"summary":${json(summary)}}\n`);
  }

  private write(value: unknown): void {
    writeOut(`${this.first ? '' : ','}\n${json(value)}`);
    this.first = false;
  }
}

const json = (value: unknown): string => visibleJson(JSON.stringify(value));

function pairJson({ a, b, all, told }: Comparison): unknown {
  const ids = new Map(told.map((one, id) => [one, id]));
  return {
    a: { number: a.frame.number ?? 1 },
    b: { number: b.frame.number ?? 1 },
    ...(all.frame.length ? { frame: all.frame } : {}),
    layers: all.parts.flatMap((part) => {
      const own = told.filter((one) => one.part === part);
      return own.length || part.verdicts.length ? [partJson(part, own, ids)] : [];
    }),
  };
}

function partJson(part: Part, own: readonly Told[], ids: ReadonlyMap<Told, number>): unknown {
  const { a, b, verdicts, reread } = part;
  const about = (one: Told): object => ({
    id: ids.get(one),
    ...(one.causes.length ? { follows_from: one.causes.map((cause) => ids.get(cause)) } : {}),
    ...(one.ignored ? { ignored: true } : {}),
  });
  const [alone] = own.filter(({ change }) => change.kind === 'layer');
  const fields = own.flatMap((one) => {
    const { change } = one;
    if (change.kind === 'layer') return [];
    const label = (change.a ?? change.b)?.label;
    const sides = { a: sideJson(change.a), b: sideJson(change.b) };
    return [{ ...about(one), name: change.name, label, ...sides }];
  });
  return {
    protocol: (a ?? b)?.protocol.name,
    a: layerJson(a, !b),
    b: layerJson(b, !a),
    ...(alone ? about(alone) : {}),
    ...(reread ? { same_bytes: true } : {}),
    ...(alone ? {} : { fields }),
    ...(verdicts.length
      ? { verdicts: verdicts.map((one) => ({ name: one.name, a: one.a.status, b: one.b.status })) }
      : {}),
  };
}

function layerJson(layer: Layer | undefined, whole: boolean): unknown {
  if (!layer) return null;
  const { index, offset, length, fields } = layer;
  return { index, offset, length, ...(whole ? { fields } : {}) };
}

function sideJson(found: Annotation | undefined): unknown {
  if (!found) return null;
  const { name, offset, bit, width, value, text, meaning, status, raw } = found;
  return {
    path: name,
    offset,
    bit,
    width,
    raw,
    value,
    text,
    ...(meaning === undefined ? {} : { meaning }),
    ...(status === undefined ? {} : { status }),
  };
}

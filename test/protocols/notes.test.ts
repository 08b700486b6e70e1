import { describe, expect, it } from 'vitest';
import type { Fields } from '../../src/codec/field.js';
import { getPath } from '../../src/codec/paths.js';
import type { Check } from '../../src/codec/protocol.js';
import { decode, type Layer } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';
import { application } from './notes/application.js';
import { bytesOf, type Case, type Sample } from './notes/case.js';
import { control } from './notes/control.js';
import { internet } from './notes/internet.js';
import { ipv6Cases } from './notes/ipv6.js';
import { link } from './notes/link.js';
import { transport } from './notes/transport.js';

const cases: readonly Case[] = [
  ...link,
  ...internet,
  ...ipv6Cases,
  ...control,
  ...transport,
  ...application,
];

function layersOf(sample: Sample): readonly Layer[] {
  const { bytes, from } = bytesOf(sample);
  const linktype = Number(from);
  return decode(bytes, linktype ? { linktype } : { from }).layers;
}

/** The notes of the layers of that name, as the tables have them. */
function notesOf(sample: Sample, name: string): string[] {
  return layersOf(sample)
    .filter(({ protocol }) => protocol.name === name)
    .flatMap(({ notes }) => notes)
    .map(({ severity, text }) => `${severity}: ${text}`);
}

describe.each(cases)('$layer: $text', ({ layer, severity, text, bad, near }) => {
  it('is told of what it is about', () => {
    expect(notesOf(bad, layer)).toContain(`${severity}: ${text}`);
  });
  it('is not told of what is nearly the same', () => {
    const layers = layersOf(near);
    expect(layers.map(({ protocol }) => protocol.name)).toContain(layer);
    expect(notesOf(near, layer)).not.toContain(`${severity}: ${text}`);
  });
});

type AnyCheck = Check<Fields>;
const checks = new Map<AnyCheck, string>();
for (const { name, plan } of catalog.protocols) {
  for (const check of plan.rules.checks ?? []) checks.set(check, name);
}

/** Every check that some packet of the tables sets off, with the layers that did it. */
const met = new Map<AnyCheck, Layer>();
for (const { bad } of cases) {
  for (const layer of layersOf(bad)) {
    if (layer.problem) continue;
    for (const check of layer.protocol.plan.rules.checks ?? []) {
      if (check.when(layer.fields, layer)) met.set(check, layer);
    }
  }
}

const nameOf = (check: AnyCheck): string =>
  `${checks.get(check)}: ${typeof check.text === 'string' ? check.text : check.when}`;

describe('every check', () => {
  it('has a case', () => {
    expect([...checks.keys()].filter((check) => !met.has(check)).map(nameOf)).toEqual([]);
  });

  it('is about a field that is there', () => {
    const lost = [...met].filter(
      ([{ field }, { fields }]) =>
        field !== undefined &&
        getPath(fields, field.split('.')) === undefined &&
        // What could not be read is there as its bytes.
        fields[`${field}_raw`] === undefined,
    );
    expect(lost.map(([check]) => `${nameOf(check)} (${check.field})`)).toEqual([]);
  });

  it('is one line without a full stop, and names its document as others do', () => {
    for (const [check, layer] of met) {
      const text = typeof check.text === 'string' ? check.text : check.text(layer.fields, layer);
      expect(text, nameOf(check)).toMatch(/^[^\n]{8,90}[^.\n]$/);
      const section =
        /^(RFC \d{3,4}|IEEE 802(\.\d+\w*)?)(, [\d.]+(, [\d.]+)*( (and|to) [\d.]+)?)?$/;
      if (check.rfc !== undefined) expect(check.rfc).toMatch(section);
    }
  });
});

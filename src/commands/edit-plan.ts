import type { Edits } from '../craft/edit/editor.js';
import type { FieldEdit } from '../craft/edit/field-edit.js';
import type { LayerEdit } from '../craft/edit/pieces.js';
import { Setting, typedFrom } from '../craft/edit/setting.js';
import { fullName } from '../craft/full-name.js';
import { seedOf } from '../craft/random.js';
import { InputError } from '../input/input-error.js';
import { catalog } from '../protocols/common.js';
import { countFrom } from './convert-steps.js';

export interface PlanOptions {
  set?: readonly string[];
  add?: readonly string[];
  unset?: readonly string[];
  push?: readonly string[];
  pop?: readonly string[];
  wrap?: readonly string[];
  strip?: readonly string[];
  map?: readonly string[];
  anonymize?: boolean;
  maskPayload?: boolean;
  insert?: readonly string[];
  delete?: readonly string[];
  patch?: readonly string[];
  truncate?: string;
  mutate?: string;
  seed?: string;
  fix?: string | boolean;
}

/** What the options ask for; an error names what is wrong with one before a packet is read. */
export async function editsFrom(options: PlanOptions): Promise<Edits> {
  const { set = [], add = [], unset = [], truncate, mutate, seed, fix } = options;
  const sets = await settingsFrom(set, '--set');
  const edits: Edits = {
    layers: await layersFrom(options),
    settings: [...(await settingsFrom(add, '--add')), ...sets],
    unsets: await settingsFrom(unset, '--unset'),
    fields: await fieldsFrom(options),
    bytes: await bytesFrom(options),
    most: truncate === undefined ? undefined : countFrom(truncate, '--truncate'),
    mutations: mutate === undefined ? 0 : countFrom(mutate, '--mutate'),
    seed: seedOf(seed ?? '', 1),
    follows: fix !== false,
    fix: fixFrom(fix),
  };
  if (asksNothing(edits)) {
    throw new InputError('what to change is not said', '--set ip.ttl=63; --help shows more');
  }
  return edits;
}

const asksNothing = (edits: Edits): boolean => {
  const { layers, settings, unsets, fields, bytes, most, mutations, fix } = edits;
  const lists = [layers, settings, unsets, fields, bytes];
  return (
    lists.every(({ length }) => length === 0) &&
    most === undefined &&
    mutations === 0 &&
    fix === undefined
  );
};

function fixFrom(fix: PlanOptions['fix']): Edits['fix'] {
  if (fix === undefined || fix === false) return undefined;
  if (fix === true || fix === 'all') return 'all';
  if (fix === 'sums') return 'sums';
  throw new InputError(`--fix: all or sums is needed, not '${fix}'`);
}

async function settingsFrom(all: readonly string[], option: string): Promise<Setting[]> {
  const made: Setting[] = [];
  for (const typed of all) made.push(await settingFrom(typed, option));
  return made;
}

async function settingFrom(text: string, option: string): Promise<Setting> {
  const typed = typedFrom(text, option);
  const { protocol, name } = await located(typed.name);
  const setting = new Setting(typed, protocol, name, option === '--add');
  // What is wrong with a value is told now, not at some packet.
  if (option !== '--unset') setting.check(catalog.protocols);
  return setting;
}

/** The usual protocols suffice for most names. */
async function located(name: string) {
  try {
    return fullName(catalog, name);
  } catch {
    await import('../protocols/index.js');
    return fullName(catalog, name);
  }
}

async function layersFrom(options: PlanOptions): Promise<LayerEdit[]> {
  const { push = [], pop = [], wrap = [], strip = [] } = options;
  if (push.length + pop.length + wrap.length + strip.length === 0) return [];
  await import('../protocols/index.js');
  const { popFrom, pushFrom, stripFrom } = await import('../craft/edit/pieces.js');
  return [
    ...strip.map((text) => stripFrom(catalog, text)),
    ...pop.map((text) => popFrom(catalog, text)),
    ...push.map((text) => pushFrom(catalog, text, false)),
    ...wrap.map((text) => pushFrom(catalog, text, true)),
  ];
}

async function fieldsFrom({ map = [], anonymize, maskPayload, seed }: PlanOptions) {
  const fields: FieldEdit[] = [];
  if (map.length > 0) {
    const { AddressMap, ruleFrom } = await import('../craft/edit/map.js');
    fields.push(new AddressMap(map.map(ruleFrom)));
  }
  if (anonymize) {
    if (seed === undefined) {
      throw new InputError(
        '--anonymize: a seed is needed, which only you know',
        '--anonymize --seed "three words of yours"',
      );
    }
    const { Anonymizer } = await import('../craft/edit/anonymize.js');
    const { keyedBy } = await import('./edit-keyed.js');
    fields.push(new Anonymizer(keyedBy(seed)));
  }
  if (maskPayload) {
    const { Mask } = await import('../craft/edit/mask.js');
    fields.push(new Mask());
  }
  return fields;
}

async function bytesFrom(options: PlanOptions): Promise<Edits['bytes']> {
  const { insert = [], delete: gone = [], patch = [] } = options;
  if (insert.length + gone.length + patch.length === 0) return [];
  const { byteEditFrom } = await import('../craft/edit/bytes.js');
  return [
    ...gone.map((text) => byteEditFrom(text, 'delete')),
    ...insert.map((text) => byteEditFrom(text, 'insert')),
    ...patch.map((text) => byteEditFrom(text, 'patch')),
  ];
}

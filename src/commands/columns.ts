import { InputError } from '../input/input-error.js';
import { fieldSettings } from '../output/field-settings.js';
import { csv, fields, tsv } from '../output/fields.js';
import type { Format } from '../output/format.js';
import { catalog } from '../protocols/common.js';

const formats = { fields, csv, tsv };

/** The columns that `-e` names, as `-E` says they look. */
export async function columnsFormat(
  name: string,
  names: readonly string[],
  settings: readonly string[],
): Promise<Format> {
  if (!Object.hasOwn(formats, name)) {
    throw new InputError(`-e and -E go with -f fields, csv or tsv, not with ${name}`);
  }
  if (!names.length) {
    throw new InputError(`-f ${name} needs the fields to show`, '-e ip.src -e tcp.dstport');
  }
  // A name may be of any protocol.
  await import('../protocols/index.js');
  const columns = { names: names.flatMap((text) => text.split(',')), ...fieldSettings(settings) };
  return formats[name as keyof typeof formats](columns, catalog);
}

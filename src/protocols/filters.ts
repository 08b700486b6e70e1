import type { Fields } from '../codec/field.js';

/**
 * Names each field `<prefix>.<key>` for Wireshark's filters: for fields inside of lists and
 * options, which Wireshark names as if they stood in the header.
 */
export function filters<const F extends Fields>(prefix: string, fields: F): F {
  const named = Object.entries(fields).map(([key, field]) =>
    field.filter === undefined && !field.inline
      ? [key, { ...field, filter: `${prefix}.${key}` }]
      : [key, field],
  );
  return Object.fromEntries(named) as F;
}

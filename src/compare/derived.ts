import type { Layer } from '../codec/packet.js';

/** The fields of a layer that are computed from others, by their paths. */
export function derivedIn(layer: Layer): ReadonlySet<string> {
  const found = new Set<string>();
  // As it stands in JSON, nothing of it is computed.
  if (layer.raw !== undefined) return found;
  const { plan } = layer.protocol;
  // A port only suggests what follows: it is chosen, and what is carried follows from it.
  const { ends } = plan.rules;
  const chosen = ends?.of === 'port' ? [ends.from, ends.to] : [];
  for (const { path, found: place } of [...plan.computed, ...plan.tailComputed]) {
    if (chosen.includes(path)) continue;
    found.add(path);
    if (place.cell.alias) found.add(place.cell.alias.key);
  }
  for (const item of plan.struct.items) {
    if (item.kind === 'part' && item.sizedBy) found.add(item.sizedBy.path);
  }
  // Lengths of what stands inside others.
  for (const { field, path } of layer.trace()) {
    if (field.sizedBy) found.add([...path.slice(0, -1), field.sizedBy.path].join('.'));
  }
  return found;
}

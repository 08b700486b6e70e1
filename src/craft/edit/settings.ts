import type { Protocol } from '../../codec/protocol.js';
import type { FieldEdit, HeadEdit } from './field-edit.js';
import { type InPlace, writeOf } from './in-place.js';
import type { Setting } from './setting.js';
import { isNth, rowOf } from './target.js';
import { isSealedInside, pathIn } from './way.js';

/** All that set a field of fixed width where it stands. */
export class Settings implements FieldEdit {
  constructor(private readonly all: readonly Setting[]) {}

  heads(protocol: Protocol): HeadEdit[] {
    return this.all.flatMap((setting) => {
      const bound = setting.bound(protocol);
      if (!bound?.head) return [];
      const write = writeOf(bound.value);
      const { head: cell, group, constant } = bound;
      return [{ name: setting.name, cell, group, nth: setting.nth, write, constant, of: setting }];
    });
  }

  deeper(protocol: Protocol): boolean {
    return this.all.some((setting) => {
      const bound = setting.bound(protocol);
      return bound !== undefined && bound.head === undefined;
    });
  }

  anyway(protocol: Protocol): boolean {
    return this.all.some((setting) => setting.bound(protocol)?.anyway);
  }

  apply(place: InPlace): void {
    const { layers } = place.packet;
    const row = rowOf(layers);
    for (const setting of this.all) {
      layers.forEach((layer, i) => {
        const bound = setting.bound(layer.protocol);
        if (!bound?.found.field?.place || !isNth(setting.nth, row, i)) return;
        const path = pathIn(layer.fields, bound.found.steps);
        if (!path || isSealedInside(layer.fields, path)) return;
        const met = place
          .trace(layer)
          .find(
            (one) => one.path.length === path.length && one.path.every((k, j) => k === path[j]),
          );
        if (!met?.field.place) return;
        setting.met = true;
        place.put(layer, met, writeOf(bound.value), setting.name);
      });
    }
  }
}

import { View } from '../codec/view.js';
import type { Step } from '../input/steps/step.js';
import { catalog } from '../protocols/common.js';
import { filterFrom } from './choice.js';
import { FirstLayer, type FirstOptions } from './first-layer.js';

/** Keeps the packets that a filter chooses; `frame.number` is the number in the input. */
export async function filtered(text: string, options: FirstOptions): Promise<Step> {
  const filter = await filterFrom(text);
  const first = await FirstLayer.for(options);
  await first.loadAll();
  // Its layers are found in a view of its own: what is written stays as it was read.
  const view = new View(catalog);
  return {
    take(slot, number) {
      const { timed, seconds, nanoseconds, len, linktype, first: named, more } = slot;
      Object.assign(view, { number, timed, seconds, nanoseconds, len, linktype, more });
      view.first = named;
      view.place(slot.bytes, slot.start, slot.end);
      first.locate(view);
      return filter.test(view);
    },
  };
}

import type { View } from '../codec/view.js';
import type { Filter } from '../filter/filter.js';
import { byNumber } from '../input/steps/select.js';
import type { Step } from '../input/steps/step.js';
import { catalog } from '../protocols/common.js';
import { countFrom } from './convert-steps.js';

export interface ChoiceOptions {
  filter?: string;
  packets?: string;
  skip?: string;
  count?: string;
}

/** Which packets are shown. */
export class Choice {
  private passed = 0;

  constructor(
    readonly numbers: Step | undefined,
    private readonly filter: Filter | undefined,
    private readonly skip: number,
    private left: number,
  ) {}

  /** One more at most. */
  get single(): boolean {
    return this.left <= 1;
  }

  /** Packets are taken by what is in them, and none stands for another. */
  get alone(): boolean {
    const { numbers, filter, skip, left } = this;
    return !numbers && skip === 0 && left === Number.POSITIVE_INFINITY && !filter?.ordered;
  }

  /** No other packet will be shown: the rest need not be read. */
  get over(): boolean {
    return this.left <= 0;
  }

  /** Nothing was left unread. */
  get whole(): boolean {
    return !this.over && !this.numbers?.over;
  }

  /** Its layers were found. */
  takes(view: View): boolean {
    if (this.filter !== undefined && !this.filter.test(view)) return false;
    if (this.passed < this.skip) {
      this.passed++;
      return false;
    }
    this.left--;
    return true;
  }
}

export async function choiceFrom(options: ChoiceOptions): Promise<Choice> {
  const { filter, packets, skip = '0', count } = options;
  return new Choice(
    packets === undefined ? undefined : byNumber(packets, '--packets'),
    filter === undefined ? undefined : await filterFrom(filter),
    skip === '0' ? 0 : countFrom(skip, '--skip'),
    count === undefined ? Number.POSITIVE_INFINITY : countFrom(count, '--count'),
  );
}

export async function filterFrom(text: string): Promise<Filter> {
  // A name may be of any protocol.
  await import('../protocols/index.js');
  const { compileFilter } = await import('../filter/filter.js');
  return compileFilter(catalog, text);
}

import type { Severity } from '../codec/protocol.js';

/** Colours by what they say. Nothing is said by colour alone. */
export interface Paint {
  readonly coloured: boolean;
  /** The same in dump, table and legend, by the layer's index. */
  layer(index: number, text: string): string;
  severity(severity: Severity, text: string): string;
  good(text: string): string;
  bad(text: string): string;
  strong(text: string): string;
  dim(text: string): string;
}

const asItIs = (text: string): string => text;

export const plain: Paint = {
  coloured: false,
  layer: (_, text) => text,
  severity: (_, text) => text,
  good: asItIs,
  bad: asItIs,
  strong: asItIs,
  dim: asItIs,
};

/** Colours that can be read on light and on dark: the terminal's own sixteen. */
export async function colours(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  // Whether to colour at all is decided elsewhere: chalk would look at the terminal again.
  const chalk = new Chalk({ level: 1 });
  // Red is for what is wrong. Those that a background may swallow come last.
  const layers = [chalk.cyan, chalk.green, chalk.magenta, chalk.yellow, chalk.blue];
  const severities = { error: chalk.red, warning: chalk.yellow, note: chalk.cyan };
  return {
    coloured: true,
    layer: (index, text) => (layers[index % layers.length] ?? chalk.cyan)(text),
    severity: (severity, text) => severities[severity](text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    strong: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
  };
}

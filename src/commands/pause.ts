/** Signals are heard when nothing runs. */
export const nothingRuns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

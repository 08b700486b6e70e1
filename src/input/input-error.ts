/** Input or usage that could not be understood: what and where, and what to do. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** Whatever was to be done with them. */
export const noBytes = (name?: string): InputError =>
  name === undefined
    ? new InputError('no bytes in the input', 'hex such as 4500…, a file, or a pipe')
    : new InputError(`${name} is empty: no bytes in it`);

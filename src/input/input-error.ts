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
export const noBytes = (what = 'no bytes in the input'): InputError =>
  new InputError(what, 'hex such as 4500…, a file, or a pipe');

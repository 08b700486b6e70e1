/** What was asked for cannot be built: what, and what to do. */
export class CraftError extends Error {
  override readonly name = 'CraftError';
  constructor(
    message: string,
    readonly hint?: string,
    /** A flag that nobody knows. */
    readonly flag?: string,
  ) {
    super(message);
  }
}

/** Thrown by work that ends before it is done and leaves the rest to another attempt, which then does not count. */
export class HandedBack extends Error {
  /** Before which there is nothing to do, milliseconds since the epoch. */
  readonly until: number;

  /** @param until @default another may go on at once */
  constructor(reason: string, until = 0) {
    super(reason);
    this.name = "HandedBack";
    this.until = until;
  }
}

/** Thrown by work that ends before it is done and leaves the rest to another attempt, which then does not count. */
export class HandedBack extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "HandedBack";
  }
}

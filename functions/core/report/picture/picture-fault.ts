/** A fault of a picture, described for its author. The caller adds the place that uses the picture. */
export class PictureFault extends Error {
  readonly about: {
    readonly seen?: unknown;
    readonly allowed?: unknown;
    readonly hint?: string;
    readonly line?: number;
  };

  /** @param message continues after the picture's name: "is cut short" */
  constructor(message: string, about: PictureFault["about"] = {}) {
    super(message);
    this.name = "PictureFault";
    this.about = about;
  }
}

/** What is wrong with a picture, told for its author. Whoever asked for the picture adds where it was asked for. */
export class PictureFault extends Error {
  readonly about: { readonly seen?: unknown; readonly allowed?: unknown; readonly hint?: string; readonly line?: number };

  /** @param message goes on after the picture's name: "is cut short" */
  constructor(message: string, about: PictureFault["about"] = {}) {
    super(message);
    this.name = "PictureFault";
    this.about = about;
  }
}

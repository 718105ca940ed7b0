/** The words of a letter. */
export interface LetterText {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  /** A whole HTML document, with no picture, script or style sheet from elsewhere. */
  readonly html: string;
}

/** What a letter, or the name of a copy, may say of what it announces: names in Liquid. */
export interface LetterFacts {
  /** Name of the publication, or else of the template. */
  readonly name: string;
  /** @default the template's */
  readonly title?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly id: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Of an edition or report. */
  readonly pages?: number | undefined;
  /** Of a batch: its rows, counted by state. */
  readonly rows?: number | undefined;
  readonly ready?: number | undefined;
  readonly failed?: number | undefined;
  /** Of one of a batch's items: its name, and its row from 1. */
  readonly item?: string | undefined;
  readonly row?: number | undefined;
  /** Of a copy: its file's own name. */
  readonly file?: string | undefined;
  /** Where it can be fetched. */
  readonly link?: string | undefined;
  /** Where the reader unsubscribes. */
  readonly unsubscribe?: string | undefined;
  /** What changed since the edition before, line by line. */
  readonly changes?: readonly string[] | undefined;
  /** What changed in the data since then, line by line. */
  readonly dataChanges?: readonly string[] | undefined;
  /** The report's other forms that were asked for: name and address of each file. */
  readonly renditions?: readonly LetterRendition[] | undefined;
}

/** A report in another form, in its letter. */
export interface LetterRendition {
  /** `html`, `xlsx` and so on. */
  readonly form: string;
  readonly name: string;
  readonly link: string;
}

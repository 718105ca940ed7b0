/** A printed block, or its part on one page, and the lines of the template that made it. */
export interface PlacedBlock {
  readonly type: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** From 1. */
  readonly page: number;
  /** Points from the page's left and top. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How many blocks are printed from the same lines, if more than one. */
  readonly times?: number | undefined;
}

/** A line of a template's file. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

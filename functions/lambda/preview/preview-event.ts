import type { ErrorKind, Problem } from "../../core/errors.ts";
import type { Kept } from "../../core/report/template/store/kept.ts";
import type { Pictured, PictureSize } from "../../core/report/template/store/keep-pictures.ts";
import type { PreviewLane } from "../../render/preview/open-preview-lane.ts";

/** What the preview function does. */
export interface PreviewFunction extends Omit<PreviewLane, "warm" | "close"> {
  /** What templates may be written with, see `authoringWords`. */
  words(): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Draws the first page of a stored version of a template with default values, or the sheet of one of a theme, as PNG,
   * in a language if one is given.
   *
   * @throws BroadsheetError `not-found` (`no-picture`) if there are no pages without values that a request must give
   */
  picture(kind: Kept, pictured: Pictured, language?: string, size?: PictureSize): Promise<Uint8Array>;
}

/** A method of the function, and its arguments. */
export type PreviewTask = {
  readonly [M in keyof PreviewFunction]: { readonly method: M; readonly args: Parameters<PreviewFunction[M]> };
}[keyof PreviewFunction];

/** An event of the preview function: a `PreviewTask`, packed. */
export interface PreviewEvent {
  readonly task: string;
}

/** An event of the picture function: the page of a stored PDF that it draws as PNG, see `drawStoredPage`. */
export interface PictureEvent {
  readonly key: string;
  readonly page: number;
  readonly scale: number;
}

/** The answer of either: the value, packed, or why there is none. */
export type PreviewAnswer =
  | { readonly value: string }
  | { readonly refused: ErrorKind; readonly problems: readonly Problem[] };

/** Longest text of a packed value: Lambda passes 6 MB either way. */
export const mostPacked = 6_000_000;

import type { Problem } from "../../errors.ts";
import type { DrawnBox, DrawnFaces, Paint } from "../rendition/drawn/drawn.ts";
import type { TableColumn } from "../query/table.ts";
import type { ShownChoice, ShownValue } from "../document/trace.ts";
import type { DatasetReference } from "../request/report-request.ts";
import type { ColumnType } from "../template/template.ts";

/** A template as it is being edited, to be shown without being stored. */
export interface AskedPreview {
  /** Identifies an editor. A newer preview of the same session makes an older one pointless. */
  readonly session: string;
  /** The template's name, for messages and for its sample datasets. */
  readonly name: string;
  /**
   * What `files` changes: nothing, a stored version, a folder on disk, or the files of an earlier preview of the
   * session.
   */
  readonly base: PreviewBase;
  /** Path → new content, or null for a file that is gone. */
  readonly files: Readonly<Record<string, Uint8Array | null>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** @default the parameter `language`, else the template's first */
  readonly language?: string | undefined;
  /** Alias → stored dataset. */
  readonly datasets: Readonly<Record<string, DatasetReference>>;
  /** `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  /** Pages to write at once, from 1, unless they look as in the preview that `base` names. */
  readonly pages: readonly number[];
  /** As what they come: `drawings` are for editors that draw pages themselves. @default pdf */
  readonly pagesAs?: "pdf" | "drawings" | undefined;
}

export type PreviewBase =
  | { readonly kind: "nothing" }
  | { readonly kind: "stored"; readonly version?: string | undefined }
  | {
      readonly kind: "folder";
      readonly folder: string;
      /** The folder of its shared themes, if not the one beside it. */
      readonly themes?: string;
    }
  | { readonly kind: "preview"; readonly id: string }
  /** The sheet that shows a version of the theme whose name is given, see `themeSheet`. */
  | { readonly kind: "theme"; readonly version: string };

/** What a preview shows. */
export interface Preview {
  /** Names it in later calls: the hash of what was asked. */
  readonly id: string;
  /**
   * `stale`: the files are faulty, and these are the pages of the session's last preview without faults; `none`: there
   * was none.
   */
  readonly state: "current" | "stale" | "none";
  readonly problems: readonly Problem[];
  /** Of the pages shown. */
  readonly warnings: readonly Problem[];
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  /** Alias → version used. */
  readonly datasets: Readonly<Record<string, Required<DatasetReference>>>;
  readonly pages: readonly PreviewPage[];
  /** What the drawings of pages need, if drawings were asked for. */
  readonly drawn?: DrawnParts;
  /** Printed blocks, page by page. */
  readonly blocks: readonly PlacedBlock[];
  /** What the values of the texts print. */
  readonly values: readonly ShownValue[];
  /** Which branches of the conditions in the texts are printed. */
  readonly choices: readonly ShownChoice[];
  readonly queries: readonly PreviewQuery[];
  /** Alias of a dataset → its columns. */
  readonly columns: Readonly<Record<string, readonly { readonly name: string; readonly type: ColumnType }[]>>;
  /** What this preview made itself: queries that ran, charts that were compiled, pages that were written. */
  readonly made: { readonly queries: number; readonly charts: number; readonly pages: number };
  /** Milliseconds by stage, for what this preview did itself. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface PreviewPage {
  /** From 1. */
  readonly number: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Pages of the same digest look the same. */
  readonly digest: string;
  /** A PDF with this page alone, if it was asked for. */
  readonly pdf?: Uint8Array;
  /**
   * What it shows, if drawings were asked for and the answer has room: its boxes in the order of painting. A number is
   * a box that the drawing of this page had in the preview that this one changes, from 0.
   */
  readonly drawing?: readonly (DrawnBox | number)[];
}

/** What drawings name. */
export interface DrawnParts {
  /** Whether nothing is left out; otherwise what an editor was sent before, preview by preview, is not sent again. */
  readonly whole: boolean;
  readonly faces: DrawnFaces;
  /** Charts and pictures, by the digest that boxes name. */
  readonly figures: Readonly<Record<string, readonly Paint[]>>;
  /** `data:` URLs, by the key that paints name. */
  readonly images: Readonly<Record<string, string>>;
}

/** A printed block, or the part of it on one page; of nested blocks the inner one. */
export interface PlacedBlock {
  /** Kind of block: `paragraph`, `figure`, `table`. */
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
  /** How many blocks are printed from this place, if more than one: it stands in a loop. */
  readonly times?: number;
}

export interface PreviewQuery {
  readonly name: string;
  readonly file: string;
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** Whether this preview ran it; otherwise its result was kept. */
  readonly ran: boolean;
}

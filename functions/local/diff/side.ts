import type { Problem } from "../../core/errors.ts";
import type { ShownLine } from "../../core/report/document/shown-lines.ts";
import type { Shown } from "../../core/service/review/shown.ts";
import type { OwnDataset } from "../../core/service/review/store-own-datasets.ts";

/** What a side of a comparison made of one case. */
export type Made =
  | { readonly pdf: Uint8Array; readonly title: string; readonly shown: Shown }
  /** Why it could not be rendered. */
  | { readonly problems: readonly Problem[] };

/** Values for one report, to be rendered on both sides. */
export interface Case {
  /** `defaults in zh`, or a test's title. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Further parameters as typed on a command line; turned into the types of the template's schema. */
  readonly typed?: Readonly<Record<string, string>>;
  /** Alias → content of a dataset that replaces the sample, and the name of its file. */
  readonly datasets: Readonly<Record<string, OwnDataset>>;
  readonly date?: string | undefined;
}

/** One side of a comparison: a template, ready to render. */
export interface Side {
  /** What the user typed. */
  readonly label: string;
  /** The cases that it suggests: its defaults in each language, and its tests. */
  readonly cases: readonly Case[];
  /** What its template declares; empty for a report. */
  readonly declared: readonly ShownLine[];
  /** @throws BroadsheetError `unavailable` */
  make(wanted: Case): Promise<Made>;
}

import type { RenditionForm } from "../../rendition-form.ts";
import type { DatasetReference, ReportRequest } from "./report-request.ts";

/** How a finished batch is handed over: as single files, as one archive, or as merged volumes for a print shop. */
export const outputs = ["files", "zip", "merged"] as const;

export type Output = (typeof outputs)[number];

/** Failed rows that a batch may have: a number of rows, or a share of them (`{percent: 5}`). */
export type Tolerance = number | { readonly percent: number };

/** A parsed body of `POST /batches`: what all its reports share, and where their differences come from. */
export interface BatchRequest extends ReportRequest {
  readonly rows: { readonly query: string } | { readonly dataset: DatasetReference };
  /** Parameter → column of the rows. */
  readonly map: Readonly<Record<string, string>>;
  /** Liquid text that names an item. */
  readonly name: string;
  readonly tolerate: Tolerance;
  readonly output: Output;
  /** Forms beside the PDF that each report is made in, in the order of `renditionForms`. */
  readonly renditions: readonly RenditionForm[];
}

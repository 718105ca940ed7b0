import type { Findings } from "../core/report/compose/check/check-text.ts";
import type { DatasetProfile } from "../core/report/dataset/dataset.ts";
import type { ErrorKind, Problem } from "../core/errors.ts";
import type { Report, Stage } from "../core/report/publish/report.ts";
import type { AskedQuery } from "./data/answer-query.ts";
import type { AskedRecipe, RecipeAnswer } from "./data/answer-recipe.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import type { RenditionOrder } from "../core/service/rendition/run-rendition.ts";
import type { SentDataset } from "./data/store-sent.ts";

/** A template to check: its name and the ZIP file of its folder. */
export interface ArchiveToCheck {
  readonly name: string;
  readonly archive: Uint8Array;
}

/** A stored version of a template whose tests are to be run. */
export interface VersionToTest {
  readonly name: string;
  readonly version: string;
}

/** A template to check whose ZIP file was uploaded. */
export interface UploadToCheck {
  readonly name: string;
  /** Id of the upload, whose bytes are still in the store. */
  readonly upload: string;
}

export type ToCheck = ArchiveToCheck | VersionToTest | UploadToCheck;

/**
 * From the pool to a worker: render this report (under another engine's name, if there is one; `quiet` without telling
 * its stages; `page` names those that come with it, see `Render`), check or test this template, run this query, ingest
 * this upload, store this dataset, give a dataset this recipe, or make this rendition. One at a time.
 */
export type RenderJob =
  | {
      readonly accepted: AcceptedRequest;
      readonly engine?: string | undefined;
      readonly quiet?: boolean;
      readonly page?: string | undefined;
    }
  | { readonly check: ToCheck }
  | { readonly query: AskedQuery }
  | { readonly ingest: UploadToIngest }
  | { readonly store: SentDataset }
  | { readonly recipe: AskedRecipe }
  | { readonly rendition: RenditionOrder };

/** An upload that has arrived. */
export interface UploadToIngest {
  /** Its id. */
  readonly upload: string;
  /** Bytes of the largest file of a dataset. */
  readonly largest: number;
}

/** From a worker to the pool. */
export type RenderMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly stage: Stage }
  | { readonly kind: "made"; readonly report: Report }
  | { readonly kind: "checked"; readonly findings: Findings }
  | { readonly kind: "queried"; readonly body: string }
  | { readonly kind: "ingested"; readonly state: string }
  | { readonly kind: "stored"; readonly profile: DatasetProfile }
  | { readonly kind: "shaped"; readonly answer: RecipeAnswer }
  | { readonly kind: "rendition"; readonly file: Uint8Array }
  /** An error that Broadsheet threw on purpose. */
  | { readonly kind: "refused"; readonly errorKind: ErrorKind; readonly problems: readonly Problem[] }
  /** An error that it did not: for the log. */
  | { readonly kind: "broken"; readonly stack: string };

import type { ErrorKind, Problem } from "../../core/errors.ts";
import type { AnsweredNumbers, AskedNumbers } from "../../core/report/explain-numbers.ts";
import type { AnsweredDraft, AskedDraft } from "../../core/report/draft/draft.ts";
import type { AnsweredChange, AskedChange } from "../../core/report/edit/change.ts";
import type { AnsweredEdit, AskedEdit } from "../../core/report/edit/edit.ts";
import type { AskedPreview, Preview } from "../../core/report/preview/preview.ts";
import type { TemplateFiles } from "../../core/report/template/template.ts";
import type { TestedFiles } from "../test-files.ts";

/** A template under its name. */
export interface FilesToCheck {
  readonly name: string;
  readonly files: TemplateFiles;
}

/** What a worker of previews does. */
export interface PreviewDesk {
  /**
   * Lays out a template that is being edited. Faults of its files or of the request's values are part of the answer.
   *
   * @throws BroadsheetError `not-found` for a base that is not there (`preview-gone`, `unknown-template`), `conflict`
   *   (`superseded`) if a newer preview of the session has come, `invalid-request` and `limit-exceeded` for files that
   *   no template may have, `unavailable`
   */
  make(asked: AskedPreview): Promise<Preview>;
  /** Writes one page of a preview as a PDF. @throws BroadsheetError `not-found` */
  page(id: string, number: number): Promise<Uint8Array>;
  /** Renders a preview's whole report. @throws BroadsheetError as `generateReport`, `not-found` */
  file(id: string): Promise<Uint8Array>;
  /**
   * The first rows of one of its queries' results, as the body of an answer. @throws BroadsheetError `not-found`,
   * `limit-exceeded`
   */
  rows(id: string, query: string): Promise<string>;
  /** A preview's files. @throws BroadsheetError `not-found` */
  files(id: string): Promise<FilesToCheck>;
  /** Drafts a report of a stored dataset. @throws BroadsheetError as `draftStored` */
  draft(asked: AskedDraft): Promise<AnsweredDraft>;
  /** Describes a block of a text, and finds the patches of an edit. @throws BroadsheetError as `editTemplate` */
  edit(asked: AskedEdit): Promise<AnsweredEdit>;
  /** Changes several files at once. @throws BroadsheetError as `changeTemplate` */
  change(asked: AskedChange): Promise<AnsweredChange>;
  /** Says where numbers of a stored report come from. @throws BroadsheetError as `explainNumbers` */
  explain(asked: AskedNumbers): Promise<AnsweredNumbers>;
  /** Checks files as `broadsheet check` does. @throws BroadsheetError `unavailable` */
  check(asked: FilesToCheck): Promise<{ readonly errors: readonly Problem[]; readonly warnings: readonly Problem[] }>;
  /** Runs the tests among files as `broadsheet test` does. @throws BroadsheetError `unavailable` */
  test(asked: FilesToCheck): Promise<TestedFiles>;
}

/** A method of the desk, and its arguments. */
export type PreviewJob = {
  readonly [M in keyof PreviewDesk]: { readonly method: M; readonly args: Parameters<PreviewDesk[M]> };
}[keyof PreviewDesk];

/** From the lane to the worker: one job at a time, or word that the present one is no longer wanted. */
export type ToPreviewWorker = PreviewJob | { readonly method: "cancel" };

/** From the worker to the lane. */
export type FromPreviewWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly value: unknown }
  /** An error that Broadsheet threw on purpose. */
  | { readonly kind: "refused"; readonly errorKind: ErrorKind; readonly problems: readonly Problem[] }
  /** An error that it did not: for the log. */
  | { readonly kind: "broken"; readonly stack: string };

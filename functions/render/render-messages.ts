import type { ErrorKind, Problem } from "../core/errors.ts";
import type { Report, Stage } from "../core/publish/report.ts";
import type { AcceptedRequest } from "../core/request/report-request.ts";

/** From the pool to a worker: render this report. One at a time. */
export interface RenderJob {
  readonly accepted: AcceptedRequest;
}

/** From a worker to the pool. */
export type RenderMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly stage: Stage }
  | { readonly kind: "made"; readonly report: Report }
  /** An error that Broadsheet threw on purpose. */
  | { readonly kind: "refused"; readonly errorKind: ErrorKind; readonly problems: readonly Problem[] }
  /** An error that it did not: for the log. */
  | { readonly kind: "broken"; readonly stack: string };

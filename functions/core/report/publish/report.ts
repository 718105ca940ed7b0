import type { Warning } from "../../errors.ts";
import type { PageQuality } from "../layout/page.ts";
import type { ReportContent } from "./report-content.ts";

/** The stages of a render, in order; also the keys of `Report.timings` and the steps of progress. */
export const stages = ["template", "dataset", "query", "compose", "chart", "layout", "pdf", "publish"] as const;

export type Stage = (typeof stages)[number];

/** A rendered report. */
export interface Report {
  /** The accepted request's id. */
  readonly id: string;
  /** Digest of the engine that rendered it. */
  readonly engine: string;
  /** In the report's language. */
  readonly title: string;
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** Size of `pdf` in bytes. */
  readonly bytes: number;
  /** SHA-256 of `pdf`, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly warnings: readonly Warning[];
  /** Penalties for the look of its pages, for use when changing a template or the layout. */
  readonly quality?: PageQuality | undefined;
  /** Milliseconds per stage. Never part of the PDF. */
  readonly timings: Readonly<Record<Stage, number>>;
  /** What it shows, for comparison with another report. Never part of the PDF. */
  readonly content?: ReportContent | undefined;
}

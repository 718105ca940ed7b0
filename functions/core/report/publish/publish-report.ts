import { sha256 } from "../../json/canonical-json.ts";
import { BroadsheetError, type Warning } from "../../errors.ts";
import type { PageQuality } from "../layout/page.ts";
import type { Template, WarningPolicy } from "../template/template.ts";
import type { ReportContent } from "./report-content.ts";
import type { Report } from "./report.ts";

/** A rendered report before the policy is applied. */
export interface Made {
  readonly id: string;
  readonly engine: string;
  readonly title: string;
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly warnings: readonly Warning[];
  readonly quality?: PageQuality | undefined;
  readonly content?: ReportContent | undefined;
}

/**
 * Decides whether a report may be published, and describes it: applies the template's policy to its warnings, checks
 * its size and takes its hash.
 *
 * @param policies policy per warning code; other codes are kept as warnings
 * @param limit maximum size of the PDF in bytes
 * @throws BroadsheetError `failed-by-policy` with the warnings that the policy forbids,
 *   `limit-exceeded` if the PDF is larger than `limit`
 */
export function publishReport(made: Made, policies: Template["warnings"], limit: number): Omit<Report, "timings"> {
  const policyOf = (warning: Warning): WarningPolicy => policies[warning.code] ?? "warn";
  const forbidden = made.warnings.filter((warning) => policyOf(warning) === "fail");
  if (forbidden.length > 0) throw new BroadsheetError("failed-by-policy", forbidden);
  if (made.pdf.byteLength > limit) {
    throw new BroadsheetError("limit-exceeded", {
      code: "pdf-too-large",
      message: `the PDF has ${made.pdf.byteLength} bytes, more than the ${limit} allowed`,
      seen: made.pdf.byteLength,
      allowed: limit,
    });
  }
  return {
    ...made,
    bytes: made.pdf.byteLength,
    sha256: sha256(made.pdf),
    warnings: made.warnings.filter((warning) => policyOf(warning) !== "ignore"),
  };
}

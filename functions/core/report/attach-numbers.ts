import type { Warn } from "../errors.ts";
import type { Trace } from "./document/trace.ts";
import { numbersFileName, writeNumbersFile } from "./explain/numbers-file.ts";
import { readNumbers, type Traced } from "./explain/read-numbers.ts";
import type { Attachment } from "./pdf/file/write-attachments.ts";
import type { Tables } from "./query/table.ts";
import type { Template } from "./template/template.ts";

/** A laid-out report. */
interface Attaching extends Traced {
  readonly template: Pick<Template, "lineage">;
  readonly tables: Tables;
  readonly trace?: Trace | undefined;
}

/**
 * The file that says where the numbers of a report come from, for a template that attaches it. Of the numbers in charts
 * whose data is not attached it has no values.
 *
 * @param warn receives `lineage-left-out` if the file would be too large
 * @throws TypeError if the report was laid out with a trace that has no origins
 */
export function numbersAttachments(laidOut: Attaching, warn: Warn): Attachment[] {
  const { template, figures, tables, trace } = laidOut;
  if (template.lineage !== "attach") return [];
  const silent = new Set(figures.flatMap(({ id, attach }) => (attach ? [] : [id])));
  const body = writeNumbersFile(readNumbers(laidOut, withOrigins(trace)), tables, silent);
  if (body === undefined) {
    warn({
      code: "lineage-left-out",
      message: `the PDF does not say where its numbers come from, since ${numbersFileName} would be larger than 16 MiB`,
      where: { file: "template.yaml" },
      allowed: "16 MiB",
      hint: "print fewer numbers in one report, or leave lineage out",
    });
    return [];
  }
  return [
    {
      name: numbersFileName,
      description: "Where the numbers of this report come from",
      type: "application/json",
      body,
      relationship: "Supplement",
    },
  ];
}

function withOrigins(trace: Trace | undefined): Trace & { readonly origins: NonNullable<Trace["origins"]> } {
  if (trace?.origins === undefined) throw new TypeError("a report that attaches its lineage is made with origins");
  return { ...trace, origins: trace.origins };
}

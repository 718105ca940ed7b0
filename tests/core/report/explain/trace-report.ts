import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { createOriginTrace, type OriginTrace, type Trace } from "../../../../functions/core/report/document/trace.ts";
import { readNumbers } from "../../../../functions/core/report/explain/read-numbers.ts";
import type { PrintedNumber } from "../../../../functions/core/report/explain/printed-number.ts";
import { makeReport, type LaidOutReport } from "../../../../functions/core/report/generate-report.ts";
import type { Report } from "../../../../functions/core/report/publish/report.ts";
import { coerceParameters } from "../../../../functions/core/report/request/coerce-parameters.ts";
import type { AcceptedRequest } from "../../../../functions/core/report/request/report-request.ts";
import type { TemplateFiles } from "../../../../functions/core/report/template/template.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";

/** A report made twice, the second time with a trace of its texts. */
export interface TracedReport {
  readonly accepted: AcceptedRequest;
  /** As made without a trace. */
  readonly plain: Report;
  readonly report: Report;
  readonly laidOut: LaidOutReport;
  readonly trace: Trace & { readonly origins: OriginTrace };
  readonly numbers: readonly PrintedNumber[];
}

export interface TracedRequest {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly language?: string;
  readonly date?: string;
}

/** Makes a report with and without a trace. @param template a folder, or the files of a template */
export async function traceReport(
  template: string | TemplateFiles | Readonly<Record<string, string>>,
  { parameters = {}, language, date }: TracedRequest = {},
): Promise<TracedReport> {
  const store = new MemoryObjectStore();
  const files =
    typeof template === "string" || template instanceof Map
      ? (template as string | TemplateFiles)
      : new Map(Object.entries(template).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const seeded = await seedTemplate(store, "traced", files);
  const world = createWorld(store);
  const accepted = await acceptReport(
    {
      template: "traced",
      parameters: coerceParameters(seeded, { ...parameters, ...(language !== undefined && { language }) }),
      ...(date !== undefined && { date }),
    },
    world,
  );
  const { report: plain } = await makeReport(accepted, world);
  const trace = createOriginTrace();
  const { report, laidOut } = await makeReport(accepted, { ...world, trace });
  return { accepted, plain, report, laidOut, trace, numbers: readNumbers(laidOut, trace) };
}

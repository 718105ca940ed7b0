import { createHash } from "node:crypto";
import { BroadsheetError } from "../../../../errors.ts";
import { claimsOf, headerOf } from "../../../../xml/conformance.ts";
import { bindReport } from "./bind-report.ts";
import { type Binding, BoundReports } from "./bound-reports.ts";
import { finishVolume } from "./finish-volume.ts";
import { ObjectWriter } from "./object-writer.ts";
import { readReport, type ReportFile } from "./read-report.ts";
import type { VolumeAbout } from "./volume-metadata.ts";

/** A report to bind. */
export interface VolumeItem {
  /** Names the recipient: in the outline and the structure tree, and before the names of its attached files. Unique. */
  readonly name: string;
  /** Reads the PDF. Called once, when its turn comes. */
  read(): Promise<Uint8Array>;
}

/**
 * Binds reports into one PDF, tagged and archival as they are (PDF/UA-1 and PDF/A-3a, or PDF/UA-2 and PDF/A-4f; all to
 * the same standards, as reports of one template version are), as a stream: one report is in memory at a time, and of
 * those before only their places. Each report is a Part of the structure tree and an entry of the outline with its own
 * outline below. Page labels begin anew with each; names of destinations, structure elements and attached files get a
 * prefix, since those of different reports are the same. Streams that reports share, such as the colour profile, are
 * written once. The same reports give the same bytes.
 *
 * @param items at least one, each a PDF that our writer has made
 * @param about called once all are bound
 * @throws BroadsheetError `unavailable` for a PDF of another form or standard, and what `read` throws
 */
export async function* writeVolume(
  items: AsyncIterable<VolumeItem>,
  about: () => VolumeAbout,
): AsyncGenerator<Uint8Array> {
  const writer = new ObjectWriter();
  const bound = new BoundReports();
  const roots = {
    pages: writer.reserve(),
    tree: writer.reserve(),
    document: writer.reserve(),
    outline: writer.reserve(),
  };
  for await (const item of items) {
    const bytes = await item.read();
    bound.identity.update(createHash("sha256").update(bytes).digest()).update(item.name);
    const report = readReport(bytes, item.name);
    startVolume(report, item.name, { writer, bound });
    bindReport(report, item.name, { writer, bound, roots });
    yield* writer.take();
  }
  if (bound.parts.length === 0) throw new TypeError("a volume has at least one report");
  finishVolume(about(), { writer, bound, roots });
  yield* writer.take();
}

/** Begins the file as its first report is, and has the others be like it. */
function startVolume(
  { conformance }: ReportFile,
  name: string,
  { writer, bound }: Pick<Binding, "writer" | "bound">,
): void {
  if (bound.conformance === undefined) {
    bound.conformance = conformance;
    writer.begin(headerOf(claimsOf(conformance)));
    if (conformance === "ua2-a4f") bound.namespace = writer.reserve();
  }
  if (bound.conformance === conformance) return;
  const message = `the PDF of "${name}" is written to other standards than those before it`;
  throw new BroadsheetError("unavailable", {
    code: "foreign-pdf",
    message,
    where: { name },
    seen: conformance,
    allowed: [bound.conformance],
  });
}

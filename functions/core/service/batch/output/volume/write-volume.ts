import { createHash } from "node:crypto";
import { bindReport } from "./bind-report.ts";
import { BoundReports } from "./bound-reports.ts";
import { finishVolume } from "./finish-volume.ts";
import { ObjectWriter } from "./object-writer.ts";
import { readReport } from "./read-report.ts";
import type { VolumeAbout } from "./volume-metadata.ts";

/** A report to bind. */
export interface VolumeItem {
  /** Names the recipient: in the outline and the structure tree, and before the names of its attached files. Unique. */
  readonly name: string;
  /** Reads the PDF. Called once, when its turn comes. */
  read(): Promise<Uint8Array>;
}

/**
 * Binds reports into one PDF, tagged and archival as they are (PDF/UA-1, PDF/A-3a), as a stream: one report is in
 * memory at a time, and of those before only their places. Each report is a Part of the structure tree and an entry of
 * the outline with its own outline below. Page labels begin anew with each; names of destinations, structure elements
 * and attached files get a prefix, since those of different reports are the same. Streams that reports share, such as
 * the colour profile, are written once. The same reports give the same bytes.
 *
 * @param items at least one, each a PDF that our writer has made
 * @param about called once all are bound
 * @throws BroadsheetError `unavailable` for a PDF of another form, and what `read` throws
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
    bindReport(readReport(bytes, item.name), item.name, { writer, bound, roots });
    yield* writer.take();
  }
  if (bound.parts.length === 0) throw new TypeError("a volume has at least one report");
  finishVolume(about(), { writer, bound, roots });
  yield* writer.take();
}

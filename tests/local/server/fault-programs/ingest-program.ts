/** Replaces the worker that ingests uploads, and fails as the file `fault` in its data directory says. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RenderJob, RenderMessage } from "../../../../functions/render/render-messages.ts";

const tell = (message: RenderMessage): void => void process.send?.(message);
const [, , folder = ""] = process.argv;

process.on("message", (job: RenderJob) => {
  if (!("ingest" in job)) return;
  // Every try leaves a file.
  const tries = readdirSync(folder).filter((name) => name.startsWith("try-")).length + 1;
  writeFileSync(join(folder, `try-${tries}`), job.ingest.upload);
  const fault = readFileSync(join(folder, "fault"), "utf8");
  if (fault === "crash" || (fault === "crash once" && tries === 1)) process.exit(3);
  if (fault === "refuse")
    return tell({
      kind: "refused",
      errorKind: "limit-exceeded",
      problems: [{ code: "render-timeout", message: "it took too long" }],
    });
  tell({ kind: "ingested", state: "stored" });
});
tell({ kind: "ready" });
process.on("disconnect", () => process.exit());

/** Replaces the worker that reads bodies: it fails as the name of the dataset says. */
import type { RenderJob, RenderMessage } from "../../../../functions/render/render-messages.ts";

const tell = (message: RenderMessage): void => void process.send?.(message);

process.on("message", (job: RenderJob) => {
  if (!("store" in job)) return;
  const { name, format, body } = job.store;
  if (name === "crash") process.exit(3);
  if (name === "heap") {
    process.stderr.write("FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n", () =>
      process.abort(),
    );
    return;
  }
  if (name === "slow") return;
  if (name === "ragged")
    return tell({
      kind: "refused",
      errorKind: "invalid-dataset",
      problems: [{ code: "ragged-row", message: "Line 2 has 1 field" }],
    });
  tell({
    kind: "stored",
    profile: { version: String(process.pid), format, bytes: body.length, rows: 1, columns: [], warnings: [] },
  });
});
tell({ kind: "ready" });
process.on("disconnect", () => process.exit());

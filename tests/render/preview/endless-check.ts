/** A worker that makes previews of nothing, and never ends a check, an edit or a draft. */
import type { FromPreviewWorker, ToPreviewWorker } from "../../../functions/render/preview/preview-messages.ts";

process.on("disconnect", () => process.exit());
process.on("message", ({ method }: ToPreviewWorker) => {
  if (!["check", "edit", "draft"].includes(method)) tell({ kind: "done", value: method });
});
tell({ kind: "ready" });

function tell(message: FromPreviewWorker): void {
  process.send?.(message);
}

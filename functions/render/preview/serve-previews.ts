import { setImmediate } from "node:timers/promises";
import { BroadsheetError } from "../../core/errors.ts";
import type { World } from "../../core/report/generate-report.ts";
import { jsonOnly } from "../json-only.ts";
import { openPreviewDesk } from "./open-preview-desk.ts";
import type { FromPreviewWorker, PreviewJob, ToPreviewWorker } from "./preview-messages.ts";

/**
 * The worker's side of `openPreviewLane`: the desk, behind messages. It ends with its parent process.
 *
 * @param open opens what previews need; its store is only read
 */
export async function servePreviews(open: () => Promise<World>): Promise<void> {
  // Only the lane decides when it ends.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
  process.on("disconnect", () => process.exit());

  let wanted = true;
  const pause = async (): Promise<void> => {
    // Messages arrive between two turns of the event loop.
    await setImmediate();
    if (!wanted)
      throw new BroadsheetError("conflict", { code: "superseded", message: "a newer preview of the session has come" });
  };
  const desk = openPreviewDesk(await open(), pause);

  const serve = async ({ method, args }: PreviewJob): Promise<void> => {
    try {
      tell({ kind: "done", value: await (desk[method] as (...given: unknown[]) => Promise<unknown>)(...args) });
    } catch (error) {
      if (error instanceof BroadsheetError)
        tell({ kind: "refused", errorKind: error.kind, problems: jsonOnly(error.problems) });
      else tell({ kind: "broken", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };

  process.on("message", (message: ToPreviewWorker) => {
    wanted = message.method !== "cancel";
    if (message.method !== "cancel") void serve(message);
  });
  tell({ kind: "ready" });
}

function tell(message: FromPreviewWorker): void {
  process.send?.(message);
}

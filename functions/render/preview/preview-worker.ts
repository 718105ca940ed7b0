import { setImmediate } from "node:timers/promises";
import { openStore } from "../../adapters/open-store.ts";
import { loadVega } from "../../core/chart/load-vega.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { keepSessions } from "../../core/query/session/keep-sessions.ts";
import { programUrl } from "../../program/program-url.ts";
import { createWorld } from "../create-world.ts";
import { jsonOnly } from "../json-only.ts";
import { watchRenders } from "../watch-renders.ts";
import { openPreviewDesk } from "./open-preview-desk.ts";
import type { FromPreviewWorker, PreviewJob, ToPreviewWorker } from "./preview-messages.ts";

/**
 * The program of the worker process that makes previews: the desk, behind messages. It reads the data directory and
 * writes nothing to it.
 */
const [, , dataDirectory = ""] = process.argv;

watchRenders(programUrl("render-watchdog"));
// Only the lane decides when it ends.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.on("disconnect", () => process.exit());

let wanted = true;
const pause = async (): Promise<void> => {
  // Messages arrive between two turns of the event loop.
  await setImmediate();
  if (!wanted) throw new BroadsheetError("conflict", { code: "superseded", message: "a newer preview of the session has come" });
};

const world = { ...createWorld(await openStore(dataDirectory)), sessions: keepSessions() };
const desk = openPreviewDesk(world, pause);

process.on("message", (message: ToPreviewWorker) => {
  if (message.method === "cancel") {
    wanted = false;
    return;
  }
  wanted = true;
  void serve(message);
});
tell({ kind: "ready" });
// The first preview needs it soon; while the editor is reading its files, nobody waits for this.
void loadVega();

async function serve({ method, args }: PreviewJob): Promise<void> {
  try {
    tell({ kind: "done", value: await (desk[method] as (...given: unknown[]) => Promise<unknown>)(...args) });
  } catch (error) {
    if (error instanceof BroadsheetError) tell({ kind: "refused", errorKind: error.kind, problems: jsonOnly(error.problems) });
    else tell({ kind: "broken", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function tell(message: FromPreviewWorker): void {
  process.send?.(message);
}


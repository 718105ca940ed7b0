import { Worker } from "node:worker_threads";
import { FileObjectStore } from "../adapters/file-object-store.ts";
import { BroadsheetError } from "../core/errors.ts";
import { generateReport, type World } from "../core/generate-report.ts";
import type { AcceptedRequest } from "../core/request/report-request.ts";
import { createWorld } from "./create-world.ts";
import type { RenderJob, RenderMessage } from "./render-messages.ts";

/**
 * The program of a render worker, a process of its own: opens the data directory, then makes one report
 * after the other. It writes nothing to the store; what it made goes to the server, which owns the life
 * of reports.
 */
const [, , dataDirectory = ""] = process.argv;

// Ctrl-C reaches every process of a terminal; when to stop is for the server to say.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("disconnect", () => process.exit());
new Worker(new URL("render-watchdog.ts", import.meta.url)).unref();

const world = createWorld(await FileObjectStore.open(dataDirectory));
process.on("message", ({ accepted }: RenderJob) => void render(accepted));
tell({ kind: "ready" });

async function render(accepted: AcceptedRequest): Promise<void> {
  try {
    const progress: World["progress"] = (stage) => tell({ kind: "progress", stage });
    tell({ kind: "made", report: await generateReport(accepted, { ...world, progress }) });
  } catch (error) {
    if (error instanceof BroadsheetError) tell({ kind: "refused", errorKind: error.kind, problems: jsonOnly(error.problems) });
    else tell({ kind: "broken", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function tell(message: RenderMessage): void {
  process.send?.(message);
}

/** What a problem has seen may be anything; only what can be cloned crosses to the other process. */
function jsonOnly<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, member: unknown) => (typeof member === "bigint" ? String(member) : member))) as T;
}

import { parentPort, workerData } from "node:worker_threads";
import { FileObjectStore } from "../adapters/file-object-store.ts";
import { BroadsheetError } from "../core/errors.ts";
import { generateReport, type World } from "../core/generate-report.ts";
import type { AcceptedRequest } from "../core/request/report-request.ts";
import { createWorld } from "./create-world.ts";
import type { RenderJob, RenderMessage, RenderWorkerSettings } from "./render-messages.ts";

/**
 * The program of a render worker: opens the data directory, then makes one report after the other.
 * It writes nothing to the store; what it made goes to the server's thread, which owns the life of
 * reports.
 */
if (parentPort === null) throw new Error("render-worker.ts is the program of a worker thread");
const port = parentPort;
const { dataDirectory } = workerData as RenderWorkerSettings;
const world = createWorld(await FileObjectStore.open(dataDirectory));

port.on("message", ({ accepted }: RenderJob) => void render(accepted));
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
  port.postMessage(message);
}

/** What a problem has seen may be anything; only what can be cloned crosses to the other thread. */
function jsonOnly<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, member: unknown) => (typeof member === "bigint" ? String(member) : member))) as T;
}

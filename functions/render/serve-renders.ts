import { BroadsheetError } from "../core/errors.ts";
import type { Render } from "../core/lifecycle/lifecycle-world.ts";
import type { RenderJob, RenderMessage } from "./render-messages.ts";

/**
 * The worker's side of `openRenderPool`: renders one report after another for the parent process, and ends with it.
 *
 * @param open opens what renders need, such as the store
 */
export async function serveRenders(open: () => Promise<Render>): Promise<void> {
  // A supervisor may signal all processes of a service; only the pool decides when a worker ends.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
  process.on("disconnect", () => process.exit());
  const render = await open();
  process.on("message", ({ accepted }: RenderJob) => void serve(accepted, render));
  tell({ kind: "ready" });
}

async function serve(accepted: RenderJob["accepted"], render: Render): Promise<void> {
  try {
    tell({ kind: "made", report: await render(accepted, (stage) => tell({ kind: "progress", stage })) });
  } catch (error) {
    if (error instanceof BroadsheetError) tell({ kind: "refused", errorKind: error.kind, problems: jsonOnly(error.problems) });
    else tell({ kind: "broken", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function tell(message: RenderMessage): void {
  process.send?.(message);
}

/** Reduces a problem's seen value, which may be anything, to what can be sent to another process. */
function jsonOnly<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, member: unknown) => (typeof member === "bigint" ? String(member) : member))) as T;
}

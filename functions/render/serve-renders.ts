import { BroadsheetError } from "../core/errors.ts";
import { type Render, unheard } from "../core/service/lifecycle/lifecycle-world.ts";
import type { Findings } from "../core/report/compose/check/check-text.ts";
import type { DatasetProfile } from "../core/report/dataset/dataset.ts";
import type { Stage } from "../core/report/publish/report.ts";
import { jsonOnly } from "./json-only.ts";
import type { AskedQuery } from "./data/answer-query.ts";
import type { AskedRecipe, RecipeAnswer } from "./data/answer-recipe.ts";
import type { RenderJob, RenderMessage, ToCheck, UploadToIngest } from "./render-messages.ts";
import type { RenditionOrder } from "../core/service/rendition/run-rendition.ts";
import type { SentDataset } from "./data/store-sent.ts";

/** What a worker can do. */
export interface Worker {
  readonly render: Render;
  readonly check: (asked: ToCheck) => Promise<Findings>;
  readonly query: (asked: AskedQuery) => Promise<string>;
  /** Makes a report in another form. */
  readonly rendition: (order: RenditionOrder) => Promise<Uint8Array>;
  /** Called before a job that is no rendition: what only they need is given back. */
  readonly forget?: () => void;
  /** Absent where another program ingests uploads. @returns the state of the upload */
  readonly ingest?: (upload: UploadToIngest) => Promise<string>;
  /** Absent where another program stores datasets. */
  readonly store?: (sent: SentDataset) => Promise<DatasetProfile>;
  /** Absent where another program stores datasets. */
  readonly recipe?: (asked: AskedRecipe) => Promise<RecipeAnswer>;
}

/**
 * The worker's side of `openRenderPool`: does one job after another for the parent process, and ends with it.
 *
 * @param open opens what renders need, such as the store
 */
export async function serveRenders(open: () => Promise<Worker>): Promise<void> {
  // A supervisor may signal all processes of a service; only the pool decides when a worker ends.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
  process.on("disconnect", () => process.exit());
  const worker = await open();
  process.on("message", (job: RenderJob) => void serve(job, worker));
  tell({ kind: "ready" });
}

async function serve(
  job: RenderJob,
  { render, check, query, ingest, store, recipe, rendition, forget }: Worker,
): Promise<void> {
  if (!("rendition" in job)) forget?.();
  try {
    if ("check" in job) tell({ kind: "checked", findings: jsonOnly(await check(job.check)) });
    else if ("query" in job) tell({ kind: "queried", body: await query(job.query) });
    else if ("rendition" in job) tell({ kind: "rendition", file: await rendition(job.rendition) });
    else if ("ingest" in job) {
      if (ingest === undefined) throw new TypeError("this worker ingests no uploads");
      tell({ kind: "ingested", state: await ingest(job.ingest) });
    } else if ("store" in job) {
      if (store === undefined) throw new TypeError("this worker stores no datasets");
      tell({ kind: "stored", profile: await store(job.store) });
    } else if ("recipe" in job) {
      if (recipe === undefined) throw new TypeError("this worker changes no recipes");
      tell({ kind: "shaped", answer: await recipe(job.recipe) });
    } else {
      const progress = job.quiet === true ? unheard : (stage: Stage): void => tell({ kind: "progress", stage });
      tell({ kind: "made", report: await render(job.accepted, progress, job.engine, job.page) });
    }
  } catch (error) {
    if (error instanceof BroadsheetError)
      tell({ kind: "refused", errorKind: error.kind, problems: jsonOnly(error.problems) });
    else tell({ kind: "broken", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function tell(message: RenderMessage): void {
  process.send?.(message);
}

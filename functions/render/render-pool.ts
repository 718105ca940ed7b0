import type { Findings } from "../core/report/compose/check/check-text.ts";
import type { DatasetProfile } from "../core/report/dataset/dataset.ts";
import type { Report, Stage } from "../core/report/publish/report.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import type { RenditionOrder } from "../core/service/rendition/run-rendition.ts";
import { unheard } from "../core/service/lifecycle/lifecycle-world.ts";
import type { AskedQuery } from "./data/answer-query.ts";
import type { AskedRecipe, RecipeAnswer } from "./data/answer-recipe.ts";
import type { ToCheck, UploadToIngest } from "./render-messages.ts";
import type { SentDataset } from "./data/store-sent.ts";
import { type RenderPoolOptions, WorkerPool } from "./worker-pool.ts";

export interface RenderPool {
  /**
   * Renders in a worker, once one is free.
   *
   * @param engine see `Render`
   * @param page see `Render`
   * @throws BroadsheetError as `generateReport`; if the worker had to be replaced, `limit-exceeded` with code
   *   `render-timeout` or `render-out-of-memory`, which are final, or `unavailable` with code `render-crashed`
   */
  render(accepted: AcceptedRequest, progress?: (stage: Stage) => void, engine?: string, page?: string): Promise<Report>;
  /**
   * Checks a template in a worker, or runs its tests, once one is free, see `checkOrTest`.
   *
   * @throws BroadsheetError if the worker had to be replaced, as `render`
   */
  check(asked: ToCheck): Promise<Findings>;
  /** Runs a query in a worker, once one is free, see `answerQuery`; throws as `check`. */
  query(asked: AskedQuery): Promise<string>;
  /**
   * Ingests an upload in a worker, once one is free, see `ingestUpload`; throws as `check`.
   *
   * @returns its state
   */
  ingest(upload: UploadToIngest): Promise<string>;
  /** Stores a dataset in a worker, once one is free, see `storeSent`; throws as `check`. */
  store(sent: SentDataset): Promise<DatasetProfile>;
  /** Gives a dataset a recipe in a worker, once one is free, see `answerRecipe`; throws as `check`. */
  recipe(asked: AskedRecipe): Promise<RecipeAnswer>;
  /** Makes a report in another form in a worker, once one is free, see `makeRendition`; throws as `render`. */
  rendition(order: RenditionOrder): Promise<Uint8Array>;
  /** Number of workers. */
  readonly size: number;
  /** Resident memory that one worker may take, MiB. */
  readonly memoryMegabytes: number;
  /** Ends all workers; their renders fail with `unavailable`. */
  close(): Promise<void>;
}

/**
 * Opens a pool of worker processes for renders. Vega's text metrics, random source and locale are globals, so each
 * worker does one render at a time. A runaway expression stops only when its worker ends, so a worker past its deadline
 * is killed and replaced.
 *
 * Workers are processes, not threads (so not piscina), because a thread that exhausts its heap takes the process with
 * it: V8 aborts when one allocation is too large, whatever `resourceLimits` says.
 */
export function openRenderPool(options: RenderPoolOptions): RenderPool {
  const pool = new WorkerPool(options);
  pool.start();
  return {
    get size() {
      return pool.size;
    },
    memoryMegabytes: pool.memoryMegabytes,
    async render(accepted, progress, engine, page) {
      const done = await pool.run(
        { accepted, engine, page, quiet: progress === undefined || progress === unheard },
        progress,
      );
      if (done.kind === "made") return done.report;
      throw new TypeError("the worker answered a render with something else");
    },
    async check(asked) {
      const done = await pool.run({ check: asked });
      if (done.kind === "checked") return done.findings;
      throw new TypeError("the worker answered a check with something else");
    },
    async query(asked) {
      const done = await pool.run({ query: asked });
      if (done.kind === "queried") return done.body;
      throw new TypeError("the worker answered a query with something else");
    },
    async ingest(upload) {
      const done = await pool.run({ ingest: upload });
      if (done.kind === "ingested") return done.state;
      throw new TypeError("the worker answered an upload with something else");
    },
    async store(sent) {
      const done = await pool.run({ store: sent });
      if (done.kind === "stored") return done.profile;
      throw new TypeError("the worker answered a dataset with something else");
    },
    async recipe(asked) {
      const done = await pool.run({ recipe: asked });
      if (done.kind === "shaped") return done.answer;
      throw new TypeError("the worker answered a recipe with something else");
    },
    async rendition(order) {
      const done = await pool.run({ rendition: order });
      if (done.kind === "rendition") return done.file;
      throw new TypeError("the worker answered a rendition with something else");
    },
    close: () => pool.close(),
  };
}

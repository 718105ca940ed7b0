import { Worker } from "node:worker_threads";
import { BroadsheetError } from "../core/errors.ts";
import type { Logger } from "../core/ports.ts";
import type { Report, Stage } from "../core/publish/report.ts";
import type { AcceptedRequest } from "../core/request/report-request.ts";
import type { RenderJob, RenderMessage, RenderWorkerSettings } from "./render-messages.ts";

export interface RenderPoolOptions extends RenderWorkerSettings {
  /** Renders at the same time. */
  readonly threads: number;
  /** Heap of one worker, MiB; a render that needs more ends its worker. @default 1024 */
  readonly heapMegabytes?: number;
  /** Time of one render, from the moment a worker begins it. @default 60000 */
  readonly timeoutMs?: number;
  /** Rendered for nothing by a worker that has nothing to do yet, so that its modules, fonts and code are warm. */
  readonly warmUp?: AcceptedRequest;
  readonly logger: Logger;
  /** Program of the workers, for tests of faults. @default render-worker.ts */
  readonly program?: URL;
}

export interface RenderPool {
  /**
   * Renders in a worker of its own; waits for a free one.
   *
   * @throws BroadsheetError as `generateReport`; `unavailable` with code `render-timeout`,
   *   `render-out-of-memory` or `render-crashed` when the worker had to be replaced
   */
  render(accepted: AcceptedRequest, progress?: (stage: Stage) => void): Promise<Report>;
  /** Ends all workers, and their renders with `unavailable`. */
  close(): Promise<void>;
}

interface Task {
  readonly accepted: AcceptedRequest;
  readonly progress?: ((stage: Stage) => void) | undefined;
  readonly resolve: (report: Report) => void;
  readonly reject: (error: Error) => void;
  timer?: NodeJS.Timeout;
}

interface Slot {
  readonly worker: Worker;
  ready: boolean;
  /** Has not rendered yet. */
  cold: boolean;
  task?: Task | undefined;
  /** Why the worker is being ended, when the pool ends it. */
  verdict?: BroadsheetError;
}

/**
 * Opens a pool of worker threads for renders. Vega's text metrics, random source and locale are
 * globals of an isolate, so each worker does one render at a time. Only ending the isolate stops a
 * runaway expression: a worker past its deadline or its heap is ended and replaced, and the pool goes on.
 * Written over `node:worker_threads` rather than with piscina, which neither tells progress nor
 * why a worker died.
 */
export function openRenderPool(options: RenderPoolOptions): RenderPool {
  const { threads, heapMegabytes = 1024, timeoutMs = 60_000, logger } = options;
  const program = options.program ?? new URL("render-worker.ts", import.meta.url);
  const settings: RenderWorkerSettings = { dataDirectory: options.dataDirectory };
  const slots = new Set<Slot>();
  const waiting: Task[] = [];
  let { warmUp } = options;
  let closed = false;

  const start = (): void => {
    const worker = new Worker(program, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      name: "render",
      // Flags for the server's own program (a debugger's, `--eval`) are not for the workers.
      execArgv: [],
    });
    const slot: Slot = { worker, ready: false, cold: true };
    slots.add(slot);
    worker.on("message", (message: RenderMessage) => receive(slot, message));
    worker.on("error", (error: Error) => (slot.verdict ??= crash(error, heapMegabytes)));
    worker.once("exit", () => replace(slot));
  };

  const receive = (slot: Slot, message: RenderMessage): void => {
    if (message.kind === "ready") {
      slot.ready = true;
      // One after the other: starting together they would only slow each other down.
      if (!closed && slots.size < threads) start();
      return dispatch();
    }
    if (message.kind === "progress") return slot.task?.progress?.(message.stage);
    const task = slot.task;
    slot.task = undefined;
    clearTimeout(task?.timer);
    if (message.kind === "made") task?.resolve(message.report);
    else if (message.kind === "refused") task?.reject(new BroadsheetError(message.errorKind, message.problems));
    else task?.reject(Object.assign(new Error("the render broke"), { stack: message.stack }));
    dispatch();
  };

  const replace = (slot: Slot): void => {
    slots.delete(slot);
    const verdict = slot.verdict ?? crash(undefined, heapMegabytes);
    if (slot.task !== undefined) {
      clearTimeout(slot.task.timer);
      slot.task.reject(verdict);
    }
    if (closed) return;
    const stack = verdict.cause instanceof Error ? verdict.cause.stack : undefined;
    logger.warn("a render worker ended and is replaced", { reason: verdict.message, ...(stack === undefined ? {} : { stack }) });
    if (slot.ready) return start();
    // A worker that cannot even start would not start a second time either: tell those who wait, try again when asked.
    for (const task of waiting.splice(0)) task.reject(verdict);
  };

  const warming = (): Task | undefined => {
    if (warmUp === undefined) return undefined;
    const failed = (error: Error): void => {
      // What a worker cannot do once it would not do the next time either.
      warmUp = undefined;
      if (!closed) logger.warn("warming up a render worker failed", { reason: error.message });
    };
    return { accepted: warmUp, resolve: () => {}, reject: failed };
  };

  const dispatch = (): void => {
    for (const slot of slots) {
      if (!slot.ready || slot.task !== undefined || slot.verdict !== undefined) continue;
      const task = waiting.shift() ?? (slot.cold ? warming() : undefined);
      if (task === undefined) continue;
      slot.task = task;
      slot.cold = false;
      task.timer = setTimeout(() => {
        slot.verdict = timeout(timeoutMs);
        void slot.worker.terminate();
      }, timeoutMs);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
      slot.worker.postMessage({ accepted: task.accepted } satisfies RenderJob);
    }
  };

  start();
  return {
    render: (accepted, progress) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(stopped());
        waiting.push({ accepted, progress, resolve, reject });
        if (slots.size === 0) start();
        dispatch();
      }),
    async close() {
      closed = true;
      for (const task of waiting.splice(0)) task.reject(stopped());
      for (const slot of slots) slot.verdict ??= stopped();
      await Promise.all([...slots].map(({ worker }) => worker.terminate()));
    },
  };
}

function timeout(timeoutMs: number): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "render-timeout",
    message: `the render took longer than ${timeoutMs / 1000} s and was ended`,
    allowed: `${timeoutMs} ms`,
    hint: "look for an endless expression or regular expression in the template, or for a dataset that is too large",
  });
}

function crash(error: Error | undefined, heapMegabytes: number): BroadsheetError {
  const code = error !== undefined && "code" in error ? error.code : undefined;
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return new BroadsheetError("unavailable", {
      code: "render-out-of-memory",
      message: `the render needed more than ${heapMegabytes} MiB of memory and was ended`,
      allowed: `${heapMegabytes} MiB`,
      hint: "aggregate in the query, so that charts and tables get fewer rows",
    }, { cause: error });
  return new BroadsheetError("unavailable", { code: "render-crashed", message: "the render ended its worker" }, { cause: error });
}

function stopped(): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "server-stopping",
    message: "the server is stopping; the report is rendered when it starts again",
  });
}

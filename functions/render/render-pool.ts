import { type ChildProcess, fork } from "node:child_process";
import type { Findings } from "../core/report/compose/check/check-text.ts";
import type { DatasetProfile } from "../core/report/dataset/dataset.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { Logger } from "../core/ports.ts";
import type { Report, Stage } from "../core/report/publish/report.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import { explainCrash } from "./explain-crash.ts";
import { lowerPriority } from "./lower-priority.ts";
import { programUrl } from "../program/program-url.ts";
import type { AskedQuery } from "./answer-query.ts";
import type { RenderJob, RenderMessage, ToCheck } from "./render-messages.ts";
import type { SentDataset } from "./store-sent.ts";
import { besideHeapMegabytes } from "./watch-limits.ts";
import { memoryVariable } from "./watch-renders.ts";
import { workerOptions, workerVariables } from "./worker-settings.ts";

export interface RenderPoolOptions {
  /**
   * The data directory of the embedded store; the workers only read it, except to ingest uploads. Absent if the
   * program finds its store by itself.
   */
  readonly dataDirectory?: string;
  /** Renders in parallel. */
  readonly workers: number;
  /** JavaScript heap of one worker, MiB; a render that needs more ends its worker. @default 1024 */
  readonly heapMegabytes?: number | undefined;
  /** Resident memory of one worker, MiB, its heap included. @default 1024 more than the heap */
  readonly memoryMegabytes?: number;
  /** Space for new objects of one worker, MiB, see `workerOptions`. @default 8 */
  readonly semiSpaceMegabytes?: number | undefined;
  /** Extra workers that may start while renders wait and no worker is free; they end when nothing waits. @default 0 */
  readonly extraWorkers?: number;
  /** Niceness of the workers, 0 to 19: on a busy processor those of a lower one take precedence. @default 0 */
  readonly niceness?: number;
  /** Longest render, ms, from the moment a worker begins it. @default 60000 */
  readonly timeoutMs?: number;
  /** A request that an idle new worker renders and discards, to warm up its modules, fonts and code. */
  readonly warmUp?: AcceptedRequest | undefined;
  readonly logger: Logger;
  /** The workers' program, replaced in fault tests. @default render-worker.ts */
  readonly program?: URL;
}

export interface RenderPool {
  /**
   * Renders in a worker, once one is free.
   *
   * @param engine see `Render`
   * @throws BroadsheetError as `generateReport`; if the worker had to be replaced, `limit-exceeded` with code
   *   `render-timeout` or `render-out-of-memory`, which are final, or `unavailable` with code `render-crashed`
   */
  render(accepted: AcceptedRequest, progress?: (stage: Stage) => void, engine?: string): Promise<Report>;
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
  ingest(upload: string): Promise<string>;
  /** Stores a dataset in a worker, once one is free, see `storeSent`; throws as `check`. */
  store(sent: SentDataset): Promise<DatasetProfile>;
  /** Number of workers. */
  readonly size: number;
  /** Resident memory that one worker may take, MiB. */
  readonly memoryMegabytes: number;
  /** Ends all workers; their renders fail with `unavailable`. */
  close(): Promise<void>;
}

/** The answer to a job that was done. */
type Done = Extract<RenderMessage, { readonly kind: "made" | "checked" | "queried" | "ingested" | "stored" }>;

interface Task {
  readonly job: RenderJob;
  readonly progress?: ((stage: Stage) => void) | undefined;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
  timer?: NodeJS.Timeout;
  /** Whether a worker that had done other work ran out of memory with it. */
  again?: boolean;
}

interface Slot {
  readonly worker: ChildProcess;
  readonly ended: Promise<void>;
  ready: boolean;
  /** Whether it has not rendered yet. */
  cold: boolean;
  /** Tasks that it has done. */
  done: number;
  task?: Task | undefined;
  /** Whether it was ended because it is no longer needed. */
  retired?: boolean;
  /** Why the pool is ending the worker. */
  verdict?: BroadsheetError;
  /** The end of what it wrote to stderr. */
  lastWords: string;
}

/** Characters kept of a worker's stderr. */
const lastWordsLength = 4000;

/**
 * Opens a pool of worker processes for renders. Vega's text metrics, random source and locale are globals, so each
 * worker does one render at a time. A runaway expression stops only when its worker ends, so a worker past its deadline
 * is killed and replaced.
 *
 * Workers are processes, not threads (so not piscina), because a thread that exhausts its heap takes the process with
 * it: V8 aborts when one allocation is too large, whatever `resourceLimits` says.
 */
export function openRenderPool(options: RenderPoolOptions): RenderPool {
  const {
    dataDirectory,
    workers,
    heapMegabytes = 1024,
    semiSpaceMegabytes,
    extraWorkers = 0,
    timeoutMs = 60_000,
    logger,
  } = options;
  const { memoryMegabytes = heapMegabytes + besideHeapMegabytes } = options;
  const program = options.program ?? programUrl("render-worker");
  const slots = new Set<Slot>();
  const waiting: Task[] = [];
  let { warmUp } = options;
  let closed = false;

  const start = (): void => {
    const worker = fork(program, dataDirectory === undefined ? [] : [dataDirectory], {
      serialization: "advanced",
      // Flags of the server's own process (a debugger's, `--eval`) are not passed to the workers.
      execArgv: workerOptions(heapMegabytes, workers, semiSpaceMegabytes),
      // A user's own allocator variables take precedence; the time zone does not.
      env: { ...workerVariables, ...process.env, TZ: workerVariables.TZ, [memoryVariable]: String(memoryMegabytes) },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // In its own session: Ctrl-C and a closing terminal reach only the server, which hands back renders that a worker
      // cannot finish.
      detached: true,
    });
    if (options.niceness !== undefined && worker.pid !== undefined) lowerPriority(worker.pid, options.niceness);
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const slot: Slot = { worker, ended, ready: false, cold: true, done: 0, lastWords: "" };
    slots.add(slot);
    worker.stderr?.setEncoding("utf8").on("data", (text: string) => {
      slot.lastWords = (slot.lastWords + text).slice(-lastWordsLength);
    });
    worker.on("message", (message: RenderMessage) => receive(slot, message));
    // A worker that cannot be started emits no `exit`; at `close`, an ended worker has also closed its streams.
    worker.once("error", () => worker.pid === undefined && replace(slot, resolve));
    worker.once("close", () => replace(slot, resolve));
  };

  const receive = (slot: Slot, message: RenderMessage): void => {
    if (message.kind === "ready") {
      slot.ready = true;
      // One after the other: started together, they would slow each other down.
      if (!closed && slots.size < workers) start();
      return dispatch();
    }
    if (message.kind === "progress") return slot.task?.progress?.(message.stage);
    const task = slot.task;
    slot.task = undefined;
    slot.done += 1;
    clearTimeout(task?.timer);
    if (
      message.kind === "made" ||
      message.kind === "checked" ||
      message.kind === "queried" ||
      message.kind === "ingested" ||
      message.kind === "stored"
    )
      task?.resolve(message);
    else if (message.kind === "refused") task?.reject(new BroadsheetError(message.errorKind, message.problems));
    else task?.reject(Object.assign(new Error("the render crashed"), { stack: message.stack }));
    dispatch();
  };

  const replace = (slot: Slot, ended: () => void): void => {
    slots.delete(slot);
    ended();
    const verdict = slot.verdict ?? explainCrash(slot.worker, slot.lastWords, { heapMegabytes, memoryMegabytes });
    clearTimeout(slot.task?.timer);
    // What earlier work has left in the worker may have taken the memory. In a new one nothing has, and the limit counts.
    if (
      slot.task !== undefined &&
      slot.done > 0 &&
      !closed &&
      slot.task.again !== true &&
      verdict.problems[0]?.code === "render-out-of-memory"
    ) {
      slot.task.again = true;
      waiting.unshift(slot.task);
    } else slot.task?.reject(verdict);
    if (closed) return;
    // A render may have arrived after the worker's order to end.
    if (slot.retired) return dispatch();
    logger.warn("a render worker ended and is being replaced", {
      reason: verdict.message,
      ...(slot.lastWords !== "" && { stack: slot.lastWords }),
    });
    if (slot.ready) return slots.size < workers ? start() : dispatch();
    // A worker that fails to start would fail again: reject the waiting renders, and start one for the next request.
    for (const task of waiting.splice(0)) task.reject(verdict);
  };

  const warming = (): Task | undefined => {
    if (warmUp === undefined) return undefined;
    const failed = (error: Error): void => {
      // A warm-up that failed once would fail again.
      warmUp = undefined;
      if (!closed) logger.warn("warming up a render worker failed", { reason: error.message });
    };
    return { job: { accepted: warmUp }, resolve: () => {}, reject: failed };
  };

  const dispatch = (): void => {
    for (const slot of slots) {
      if (!slot.ready || slot.task !== undefined || slot.verdict !== undefined || !slot.worker.connected) continue;
      const task = waiting.shift() ?? (slot.cold && slots.size <= workers ? warming() : undefined);
      if (task === undefined) {
        retire(slot);
        continue;
      }
      slot.task = task;
      slot.cold = false;
      task.timer = setTimeout(() => {
        slot.verdict = timeout(timeoutMs);
        slot.worker.kill("SIGKILL");
      }, timeoutMs);
      slot.worker.send(task.job, () => {
        // A worker that is gone says so itself, by closing.
      });
    }
    // One at a time: the next starts when this one is ready and renders still wait.
    const starting = [...slots].some(({ ready }) => !ready);
    if (waiting.length > 0 && !starting && slots.size < workers + extraWorkers) start();
  };

  /** Ends an extra worker once nothing is left to do. */
  const retire = (slot: Slot): void => {
    if (slots.size <= workers) return;
    slot.retired = true;
    slot.verdict = stopped();
    slot.worker.kill("SIGKILL");
  };

  const run = (job: RenderJob, progress?: (stage: Stage) => void): Promise<Done> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(stopped());
      waiting.push({ job, progress, resolve, reject });
      if (slots.size === 0) start();
      dispatch();
    });

  start();
  return {
    get size() {
      return slots.size;
    },
    memoryMegabytes,
    async render(accepted, progress, engine) {
      const done = await run({ accepted, engine }, progress);
      if (done.kind === "made") return done.report;
      throw new TypeError("the worker answered a render with something else");
    },
    async check(asked) {
      const done = await run({ check: asked });
      if (done.kind === "checked") return done.findings;
      throw new TypeError("the worker answered a check with something else");
    },
    async query(asked) {
      const done = await run({ query: asked });
      if (done.kind === "queried") return done.body;
      throw new TypeError("the worker answered a query with something else");
    },
    async ingest(upload) {
      const done = await run({ ingest: upload });
      if (done.kind === "ingested") return done.state;
      throw new TypeError("the worker answered an upload with something else");
    },
    async store(sent) {
      const done = await run({ store: sent });
      if (done.kind === "stored") return done.profile;
      throw new TypeError("the worker answered a dataset with something else");
    },
    async close() {
      closed = true;
      for (const task of waiting.splice(0)) task.reject(stopped());
      for (const slot of slots) {
        slot.verdict ??= stopped();
        slot.worker.kill("SIGKILL");
      }
      await Promise.all([...slots].map(({ ended }) => ended));
    },
  };
}

function timeout(timeoutMs: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "render-timeout",
    message: `the render took longer than ${timeoutMs / 1000} s and was stopped`,
    allowed: `${timeoutMs} ms`,
    hint: "look for an endless expression or regular expression in the template, or for a dataset that is too large",
  });
}

function stopped(): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "server-stopping",
    message: "the server is stopping; the report will be rendered after it starts again",
  });
}

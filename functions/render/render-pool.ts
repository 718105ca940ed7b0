import { type ChildProcess, fork } from "node:child_process";
import { BroadsheetError } from "../core/errors.ts";
import type { Logger } from "../core/ports.ts";
import type { Report, Stage } from "../core/publish/report.ts";
import type { AcceptedRequest } from "../core/request/report-request.ts";
import { explainCrash } from "./explain-crash.ts";
import { programUrl } from "../program/program-url.ts";
import type { RenderJob, RenderMessage } from "./render-messages.ts";
import { besideHeapMegabytes } from "./watch-limits.ts";
import { memoryVariable } from "./watch-renders.ts";
import { workerOptions, workerVariables } from "./worker-settings.ts";

export interface RenderPoolOptions {
  /** The data directory of the embedded store; the workers only read it. Absent: the program finds its store by itself. */
  readonly dataDirectory?: string;
  /** Renders at the same time. */
  readonly workers: number;
  /** JavaScript heap of one worker, MiB; a render that needs more ends its worker. @default 1024 */
  readonly heapMegabytes?: number | undefined;
  /** Resident memory of one worker, MiB, its heap included. @default 1024 more than the heap */
  readonly memoryMegabytes?: number;
  /** Workers that may be started beside the others while renders wait and none is free; they end when nothing waits. @default 0 */
  readonly extraWorkers?: number;
  /** Time of one render, from the moment a worker begins it. @default 60000 */
  readonly timeoutMs?: number;
  /** Rendered for nothing by a worker that has nothing to do yet, so that its modules, fonts and code are warm. */
  readonly warmUp?: AcceptedRequest | undefined;
  readonly logger: Logger;
  /** Program of the workers, for tests of faults. @default render-worker.ts */
  readonly program?: URL;
}

export interface RenderPool {
  /**
   * Renders in a worker of its own; waits for a free one.
   *
   * @throws BroadsheetError as `generateReport`; when the worker had to be replaced, `limit-exceeded` with code `render-timeout`, which is
   *   final, or `unavailable` with code `render-out-of-memory` or `render-crashed`
   */
  render(accepted: AcceptedRequest, progress?: (stage: Stage) => void): Promise<Report>;
  /** Workers there are. */
  readonly size: number;
  /** Resident memory that one worker may take, MiB. */
  readonly memoryMegabytes: number;
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
  readonly worker: ChildProcess;
  readonly ended: Promise<void>;
  ready: boolean;
  /** Has not rendered yet. */
  cold: boolean;
  task?: Task | undefined;
  /** Ended since it is one too many. */
  retired?: boolean;
  /** Why the pool ends the worker. */
  verdict?: BroadsheetError;
  /** The end of what it wrote to stderr. */
  lastWords: string;
}

/** Characters kept of a worker's stderr. */
const lastWordsLength = 4000;

/**
 * Opens a pool of worker processes for renders. Vega's text metrics, random source and locale are globals,
 * so each worker does one render at a time. Only ending its worker stops a runaway expression: one past
 * its deadline is killed and replaced, and the pool goes on.
 *
 * Processes and not threads (hence not piscina), because a thread that exhausts its heap takes the
 * process with it: V8 aborts when one allocation is too large, whatever `resourceLimits` says.
 */
export function openRenderPool(options: RenderPoolOptions): RenderPool {
  const { dataDirectory, workers, heapMegabytes = 1024, extraWorkers = 0, timeoutMs = 60_000, logger } = options;
  const { memoryMegabytes = heapMegabytes + besideHeapMegabytes } = options;
  const program = options.program ?? programUrl("render-worker");
  const slots = new Set<Slot>();
  const waiting: Task[] = [];
  let { warmUp } = options;
  let closed = false;

  const start = (): void => {
    const worker = fork(program, dataDirectory === undefined ? [] : [dataDirectory], {
      serialization: "advanced",
      // Flags for the server's own program (a debugger's, `--eval`) are not for the workers.
      execArgv: workerOptions(heapMegabytes, workers),
      // Who has set a variable of the allocators wants it so; the time zone is no matter of taste.
      env: { ...workerVariables, ...process.env, TZ: workerVariables.TZ, [memoryVariable]: String(memoryMegabytes) },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // In a session of its own: Ctrl-C and the end of a terminal are for the server, which hands back what a worker cannot end.
      detached: true,
    });
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const slot: Slot = { worker, ended, ready: false, cold: true, lastWords: "" };
    slots.add(slot);
    worker.stderr?.setEncoding("utf8").on("data", (text: string) => {
      slot.lastWords = (slot.lastWords + text).slice(-lastWordsLength);
    });
    worker.on("message", (message: RenderMessage) => receive(slot, message));
    // A worker that cannot be started has no exit; one that ends has closed its streams, too, at `close`.
    worker.once("error", () => worker.pid === undefined && replace(slot, resolve));
    worker.once("close", () => replace(slot, resolve));
  };

  const receive = (slot: Slot, message: RenderMessage): void => {
    if (message.kind === "ready") {
      slot.ready = true;
      // One after the other: starting together they would only slow each other down.
      if (!closed && slots.size < workers) start();
      return dispatch();
    }
    if (message.kind === "progress") return slot.task?.progress?.(message.stage);
    const task = slot.task;
    slot.task = undefined;
    clearTimeout(task?.timer);
    if (message.kind === "made") task?.resolve(message.report);
    else if (message.kind === "refused") task?.reject(new BroadsheetError(message.errorKind, message.problems));
    else task?.reject(Object.assign(new Error("the render crashed"), { stack: message.stack }));
    dispatch();
  };

  const replace = (slot: Slot, ended: () => void): void => {
    slots.delete(slot);
    ended();
    const verdict = slot.verdict ?? explainCrash(slot.worker, slot.lastWords, { heapMegabytes, memoryMegabytes });
    clearTimeout(slot.task?.timer);
    slot.task?.reject(verdict);
    if (closed) return;
    // Somebody may have come since it was told to end.
    if (slot.retired) return dispatch();
    logger.warn("a render worker ended and is replaced", { reason: verdict.message, ...(slot.lastWords === "" ? {} : { stack: slot.lastWords }) });
    if (slot.ready) return slots.size < workers ? start() : dispatch();
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
      slot.worker.send({ accepted: task.accepted } satisfies RenderJob, () => {
        // A worker that is gone says so itself, by closing.
      });
    }
    // One at a time: the next is started when this one is ready and more still wait.
    const starting = [...slots].some(({ ready }) => !ready);
    if (waiting.length > 0 && !starting && slots.size < workers + extraWorkers) start();
  };

  /** Ends a worker that was started beside the others, once there is nothing left to do. */
  const retire = (slot: Slot): void => {
    if (slots.size <= workers) return;
    slot.retired = true;
    slot.verdict = stopped();
    slot.worker.kill("SIGKILL");
  };

  start();
  return {
    get size() {
      return slots.size;
    },
    memoryMegabytes,
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
    message: "the server is stopping; the report is rendered when it starts again",
  });
}

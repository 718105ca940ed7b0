import { Worker } from "node:worker_threads";
import type { WatchLimits } from "./watch-limits.ts";

/** What the watch writes to the streams of a process before it ends it. */
export type LastWords = readonly { readonly stream: 1 | 2; readonly text: string }[];

/** The data of the thread that watches a process. */
export interface WatchOrders extends WatchLimits {
  /** Process without which this one is an orphan; absent: it may live on. */
  readonly parent?: number;
  readonly words: { readonly memory: LastWords; readonly time: LastWords };
}

/**
 * Has a thread end this process when it takes more memory or time than it may. Only from another thread can a process be ended whose own hangs in a
 * regular expression or in native code.
 *
 * @param program `render-watchdog.ts`, or its bundle
 */
export function watchProcess(program: URL, orders: WatchOrders): void {
  new Worker(program, { workerData: orders }).unref();
}

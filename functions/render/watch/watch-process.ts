import { Worker } from "node:worker_threads";
import type { WatchLimits } from "./watch-limits.ts";

/** What the watchdog writes to a process's streams before it ends the process. */
export type LastWords = readonly { readonly stream: 1 | 2; readonly text: string }[];

/** Input of the watchdog thread. */
export interface WatchOrders extends WatchLimits {
  /** The parent process, without which this one must end; absent if it may live on. */
  readonly parent?: number;
  readonly words: { readonly memory: LastWords; readonly time: LastWords };
}

/**
 * Starts a thread that ends this process when it exceeds its memory or time. When the main thread hangs in a regular
 * expression or in native code, only another thread can end the process.
 *
 * @param program `render-watchdog.ts`, or its bundle
 */
export function watchProcess(program: URL, orders: WatchOrders): void {
  new Worker(program, { workerData: orders }).unref();
}

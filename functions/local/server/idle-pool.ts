import { openRenderPool, type RenderPool } from "../../render/render-pool.ts";
import type { RenderPoolOptions } from "../../render/worker-pool.ts";

/** A pool of workers that exists only while there is work. */
export interface IdlePool {
  /** Works with the pool, which starts with the first work. */
  use<T>(work: (pool: RenderPool) => Promise<T>): Promise<T>;
  /** Ends the pool when `done` is, or after `graceMs` milliseconds. */
  close(done: Promise<void>, graceMs: number): Promise<void>;
}

/** A pool without work for this time, ms, ends. */
const idleMs = 30_000;

/** Opens a pool that starts with the first work, and ends when there has been none for half a minute. */
export function openIdlePool(options: RenderPoolOptions): IdlePool {
  let pool: RenderPool | undefined;
  let under = 0;
  let idle: NodeJS.Timeout | undefined;
  const rest = (): void => {
    idle = setTimeout(() => {
      const ending = pool;
      pool = undefined;
      void ending?.close();
    }, idleMs).unref();
  };
  return {
    async use(work) {
      clearTimeout(idle);
      under += 1;
      try {
        return await work((pool ??= openRenderPool(options)));
      } finally {
        under -= 1;
        if (under === 0) rest();
      }
    },
    async close(done, graceMs) {
      clearTimeout(idle);
      const late = setTimeout(() => void pool?.close(), graceMs);
      await done;
      clearTimeout(late);
      clearTimeout(idle);
      await pool?.close();
    },
  };
}

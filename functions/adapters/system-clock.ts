import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../core/ports.ts";

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => delay(ms),
};

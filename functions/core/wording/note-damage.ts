import type { BroadsheetError } from "../errors.ts";
import type { Logger } from "../ports.ts";

/** Most objects remembered as logged. */
const most = 10_000;

/** Of each logger: the objects whose damage it has logged. */
const logged = new WeakMap<Logger, Set<string>>();

/** Logs that an object is damaged, once for each object, however often it is read. */
export function noteDamage(error: BroadsheetError, logger: Logger): void {
  const known = logged.get(logger) ?? new Set();
  logged.set(logger, known);
  for (const { seen, message } of error.problems) {
    const key = String(seen);
    if (known.has(key)) continue;
    if (known.size === most) known.clear();
    known.add(key);
    logger.error("a stored object is damaged", { key, reason: message });
  }
}

import type { Where } from "../../errors.ts";
import type { ChartSettings } from "./chart-settings.ts";

/** The logger that Vega expects. */
export interface VegaLogger {
  level(level?: number): number | VegaLogger;
  error(...parts: readonly unknown[]): VegaLogger;
  warn(...parts: readonly unknown[]): VegaLogger;
  info(...parts: readonly unknown[]): VegaLogger;
  debug(...parts: readonly unknown[]): VegaLogger;
}

export interface ChartLogger extends VegaLogger {
  /** Errors that Vega reported: it logs failures of the dataflow instead of throwing them. */
  readonly errors: readonly unknown[];
}

/**
 * Passes Vega's warnings on as `chart-warning`, each text once per chart, and collects its errors.
 *
 * @param unreadable whether columns without numbers have already given a warning, from which an empty extent follows
 * @param place finds the place in the spec to which a message refers, if any
 */
export function chartLogger(
  name: string,
  { warn, where }: Pick<ChartSettings, "warn" | "where">,
  unreadable = false,
  place?: (message: string) => Where | undefined,
): ChartLogger {
  const errors: unknown[] = [];
  const told = new Set<string>();
  const logger: ChartLogger = {
    errors,
    level: (level) => (level === undefined ? 2 : logger),
    error(...parts) {
      errors.push(parts[0]);
      return logger;
    },
    warn(...parts) {
      const words = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
      const empty = /^Infinite extent for field "(.*?)(?:_start|_end)?": \[/.exec(words)?.[1];
      if (empty !== undefined && unreadable) return logger;
      const message =
        empty === undefined ? words : `no row has a number or a date in "${empty}", so its scale has no extent`;
      if (!told.has(message))
        warn({
          code: "chart-warning",
          message: `Chart "${name}": ${message}`,
          where: { ...(place?.(words) ?? where), name },
        });
      told.add(message);
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}

import { Logger as Powertools } from "@aws-lambda-powertools/logger";
import type { Logger } from "../core/ports.ts";

/** A logger that adds the invocation's request id and the current report to every line. */
export interface LambdaLogger extends Logger {
  /** Begins an invocation: adds its request id to every line and drops the keys of the previous one. */
  begin(requestId: string): void;
  /** Adds the report to every line until the next `begin`. */
  about(reportId: string): void;
}

/**
 * Creates structured logs (one JSON object per line) with Powertools. Only ids, keys and error messages are logged,
 * never data rows or tokens. A report's `id` in the lifecycle appears as `report` in the logs, which also cover other
 * things.
 *
 * @param service name of the function
 */
export function createLogger(service: string): LambdaLogger {
  const powertools = new Powertools({ serviceName: service });
  const write =
    (level: "info" | "warn" | "error"): Logger["info"] =>
    (message, fields = {}) => {
      const { id, ...others } = fields as Readonly<Record<string, unknown>>;
      powertools[level](message, id === undefined ? others : { report: id, ...others });
    };
  return {
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    begin(requestId) {
      powertools.resetKeys();
      powertools.appendKeys({ request: requestId });
    },
    about: (reportId) => powertools.appendKeys({ report: reportId }),
  };
}

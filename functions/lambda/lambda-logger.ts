import { Logger as Powertools } from "@aws-lambda-powertools/logger";
import type { Logger } from "../core/ports.ts";

/** A logger whose lines carry the request of the invocation and the report that is dealt with. */
export interface LambdaLogger extends Logger {
  /** Begins an invocation: its request id goes into every line, keys of the one before are dropped. */
  begin(requestId: string): void;
  /** Adds the report to every line until the next `begin`. */
  about(reportId: string): void;
}

/**
 * Structured logs (one JSON object a line) by Powertools. Data rows and tokens never reach it: what is
 * logged are ids, keys and the messages of errors. The life of reports calls a report's id `id`; in the logs, which tell of
 * much else too, it is `report`.
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

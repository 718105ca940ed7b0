import type { Caller } from "../../core/service/lifecycle/records/records.ts";
import type { Services } from "../services.ts";
import type { Question } from "./answer-explanation.ts";

/** Who asked about which report. */
export interface Asking {
  readonly caller: Caller | undefined;
  /** As the address names it. */
  readonly report: string;
}

/**
 * Logs a line for each question about a report's numbers, the same on AWS and on a machine: who asked, when, about
 * which report and which number or place of it, whether for rows of the data, and how it was answered.
 *
 * @param status of the answer
 */
export function noteQuestion(
  { caller, report }: Asking,
  { number, page, at, rows }: Question,
  status: number,
  { logger, clock }: Pick<Services, "logger" | "clock">,
): void {
  logger.info("a number of a report was asked about", {
    audit: true,
    time: new Date(clock.now()).toISOString(),
    caller: caller ?? null,
    // What is no id names no report, and could be anything.
    report: /^[0-9a-f]{64}$/.test(report) ? report : null,
    question: { number, page, ...at, rows },
    status,
  });
}

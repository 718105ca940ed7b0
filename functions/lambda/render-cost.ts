import type { Cost } from "../core/lifecycle/records/records.ts";
import { prices } from "./prices.ts";

/**
 * Calls that one report of the flagship makes in warm functions: asked for once, rendered once, looked at once and fetched once. The
 * tests count those to S3; two messages go by SQS in three calls; each invocation is a trace, if it is sampled.
 */
export const callsPerReport = { s3Write: 10, s3Read: 22, sqsRequest: 3, apiRequest: 3, lambdaRequest: 4, trace: 4 } as const;

/** Calls to S3 that it takes to retire one report; deleting is free. A test counts them. */
export const callsPerRetirement = { s3Write: 2, s3Read: 2, s3Delete: 4 } as const;

/** Seconds, of 1 GB, that the API function takes to answer those requests. */
const apiGigabyteSeconds = 0.3;

/** Bytes of log that all of it writes. */
const logBytes = 5000;

/**
 * What a report costs: the render's own seconds and memory, and the calls around it. Storing and sending the PDF come on top, by its size.
 *
 * @param ms milliseconds of the attempt
 * @param memory of the render function, MiB
 */
export function renderCost(ms: number, memory: number, architecture: "arm64" | "x86_64"): Cost {
  const gigabyteSeconds = (ms / 1000) * (memory / 1024);
  const calls = Object.entries(callsPerReport).reduce((sum, [call, count]) => sum + count * prices[call as keyof typeof callsPerReport], 0);
  const usd = (gigabyteSeconds + apiGigabyteSeconds) * prices.gigabyteSecond[architecture] + calls + (logBytes / 1e9) * prices.logGigabyte;
  return { gigabyteSeconds: Number(gigabyteSeconds.toFixed(3)), usd: Number(usd.toFixed(7)) };
}

import type { Cost } from "../../core/service/lifecycle/records/records.ts";
import { prices } from "./prices.ts";

/**
 * Calls for one flagship report in warm functions: requested, rendered, queried and fetched once. Tests count the calls
 * to S3. Two messages pass through SQS in three calls; each sampled invocation is a trace.
 */
export const callsPerReport = {
  s3Write: 11,
  s3Read: 22,
  sqsRequest: 3,
  apiRequest: 3,
  lambdaRequest: 4,
  trace: 4,
} as const;

/** S3 calls to retire one report; deleting is free. A test counts them. */
export const callsPerRetirement = { s3Write: 2, s3Read: 2, s3Delete: 5 } as const;

/** GB-seconds that the API function uses for those requests. */
const apiGigabyteSeconds = 0.3;

/** Bytes of log written in all. */
const logBytes = 5000;

/**
 * Cost of a report: the render's time and memory, and the calls around it. Storing and sending the PDF cost extra, by
 * its size.
 *
 * @param ms milliseconds of the attempt
 * @param memory memory of the render function, MiB
 */
export function renderCost(ms: number, memory: number, architecture: "arm64" | "x86_64"): Cost {
  const gigabyteSeconds = (ms / 1000) * (memory / 1024);
  const calls = Object.entries(callsPerReport).reduce(
    (sum, [call, count]) => sum + count * prices[call as keyof typeof callsPerReport],
    0,
  );
  const usd =
    (gigabyteSeconds + apiGigabyteSeconds) * prices.gigabyteSecond[architecture] +
    calls +
    (logBytes / 1e9) * prices.logGigabyte;
  return { gigabyteSeconds: Number(gigabyteSeconds.toFixed(3)), usd: Number(usd.toFixed(7)) };
}

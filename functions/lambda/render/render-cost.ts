import type { Cost } from "../../core/service/lifecycle/records/records.ts";
import type { StoreCalls } from "./count-calls.ts";
import { prices } from "./prices.ts";

/**
 * Calls that request, render, query and fetch one flagship report once, in warm functions. Tests count the calls to S3.
 * A message passes through SQS in three calls: sent, received, deleted. Each sampled invocation is a trace.
 */
export const callsToRender = {
  s3Write: 9,
  s3Read: 25,
  sqsRequest: 3,
  apiRequest: 3,
  lambdaRequest: 4,
  trace: 4,
  busEvent: 0,
} as const;

/** Calls that announce its end, without a webhook or a letter: a test counts those to S3. A listing is a write. */
export const callsToAnnounce = {
  s3Write: 2,
  s3Read: 2,
  sqsRequest: 3,
  apiRequest: 0,
  lambdaRequest: 1,
  trace: 1,
  busEvent: 1,
} as const;

type Call = keyof typeof callsToRender;

/** All calls for one report. */
export const callsPerReport = Object.fromEntries(
  Object.entries(callsToRender).map(([call, count]) => [call, count + callsToAnnounce[call as Call]]),
) as Readonly<Record<Call, number>>;

/** S3 calls to retire one report; deleting is free. A test counts them. */
export const callsPerRetirement = { s3Write: 2, s3Read: 2, s3Delete: 5 } as const;

/**
 * GB-seconds of the API function for those requests, 0.3, and of the announcing one, 0.1: a fifth of a second of 512
 * MB.
 */
const otherGigabyteSeconds = 0.4;

/** Bytes of log written in all, a thousand of them by the announcing function. */
const logBytes = 6000;

/**
 * Cost of a report: the render's time and memory, the calls around it, and its announcement. Storing and sending the
 * PDF cost extra, by its size.
 *
 * @param ms milliseconds of the attempt
 * @param memory memory of the render function, MiB
 */
export function renderCost(ms: number, memory: number, architecture: "arm64" | "x86_64"): Cost {
  const gigabyteSeconds = (ms / 1000) * (memory / 1024);
  const calls = priceOf(callsPerReport);
  const usd =
    (gigabyteSeconds + otherGigabyteSeconds) * prices.gigabyteSecond[architecture] +
    calls +
    (logBytes / 1e9) * prices.logGigabyte;
  return rounded(gigabyteSeconds, usd);
}

/** Calls around a job of a batch: its message, its invocation and that one's trace. */
const callsAroundJob = { sqsRequest: 3, lambdaRequest: 1, trace: 1 } as const;

/** Calls to S3 that follow the estimate of a job: its outcome, its marker, and the look whether all are done. */
const callsAfterJob = { s3Write: 3, s3Read: 3 } as const;

/** Bytes of log that a job writes. */
const jobLogBytes = 1000;

/**
 * Cost of a job of a batch (the plan, a page, the end): its time and memory, the calls to S3 that it made, and those
 * around it. What the process that renders reads of templates and data is not counted: it keeps both.
 *
 * @param ms milliseconds of the attempt
 * @param memory memory of the function, MiB
 */
export function jobCost(ms: number, memory: number, architecture: "arm64" | "x86_64", made: StoreCalls): Cost {
  const gigabyteSeconds = (ms / 1000) * (memory / 1024);
  const usd =
    gigabyteSeconds * prices.gigabyteSecond[architecture] +
    priceOf(made) +
    priceOf(callsAfterJob) +
    priceOf(callsAroundJob) +
    (jobLogBytes / 1e9) * prices.logGigabyte;
  return rounded(gigabyteSeconds, usd);
}

function priceOf(calls: Partial<Readonly<Record<Call, number>>>): number {
  return Object.entries(calls).reduce((sum, [call, count]) => sum + count * prices[call as Call], 0);
}

function rounded(gigabyteSeconds: number, usd: number): Cost {
  return { gigabyteSeconds: Number(gigabyteSeconds.toFixed(3)), usd: Number(usd.toFixed(7)) };
}

/**
 * Public prices in US dollars, us-east-1, without the free tier, as of November 2026.
 *
 * https://aws.amazon.com/lambda/pricing/ · https://aws.amazon.com/s3/pricing/ · https://aws.amazon.com/sqs/pricing/ ·
 * https://aws.amazon.com/api-gateway/pricing/
 */
export const prices = {
  /** A GB-second of Lambda. */
  gigabyteSecond: { arm64: 0.0000133334, x86_64: 0.0000166667 },
  lambdaRequest: 0.2 / 1e6,
  /** PUT, COPY, POST and LIST of S3 Standard. */
  s3Write: 5 / 1e6,
  s3Read: 0.4 / 1e6,
  sqsRequest: 0.4 / 1e6,
  apiRequest: 1 / 1e6,
} as const;

/** Calls that one report makes, asked for once, rendered once and fetched once. */
export const callsPerReport = { s3Write: 10, s3Read: 24, sqsRequest: 3, apiRequest: 3, lambdaRequest: 4 } as const;

/**
 * What a report costs, in millionths of a US dollar: the render's own seconds and memory, and the calls around it.
 *
 * @param ms milliseconds of the attempt
 * @param memory of the render function, MiB
 */
export function renderCost(ms: number, memory: number, architecture: string): number {
  const second = architecture === "x86_64" ? prices.gigabyteSecond.x86_64 : prices.gigabyteSecond.arm64;
  const calls = Object.entries(callsPerReport).reduce((sum, [call, count]) => sum + count * prices[call as keyof typeof callsPerReport], 0);
  return Math.round(((ms / 1000) * (memory / 1024) * second + calls) * 1e7) / 10;
}

/**
 * Public prices in US dollars of us-east-1, without free tiers: those of November 2026. The one place where they are; the README's
 * table and every estimate are computed from them.
 *
 * https://aws.amazon.com/lambda/pricing/ · https://aws.amazon.com/s3/pricing/ · https://aws.amazon.com/sqs/pricing/ ·
 * https://aws.amazon.com/api-gateway/pricing/ · https://aws.amazon.com/cloudwatch/pricing/ · https://aws.amazon.com/xray/pricing/
 */
export const prices = {
  /** Month that they were looked up for. */
  asOf: "2026-11",
  /** A GB-second of Lambda. */
  gigabyteSecond: { arm64: 0.0000133334, x86_64: 0.0000166667 },
  lambdaRequest: 0.2 / 1e6,
  /** PUT, COPY, POST and LIST of S3 Standard; deleting is free. */
  s3Write: 0.005 / 1e3,
  /** GET and HEAD of S3 Standard. */
  s3Read: 0.0004 / 1e3,
  /** A gigabyte in S3 Standard for a month. */
  s3GigabyteMonth: 0.023,
  /** A gigabyte sent to the internet. */
  gigabyteOut: 0.09,
  sqsRequest: 0.4 / 1e6,
  /** Of an HTTP API. */
  apiRequest: 1 / 1e6,
  trace: 5 / 1e6,
  logGigabyte: 0.5,
  /** A month of one. */
  alarm: 0.1,
  metric: 0.3,
  dashboard: 3,
} as const;

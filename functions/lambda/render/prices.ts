/**
 * Public prices in us-east-1, US dollars, November 2026, without free tiers. All prices are here; the documentation's
 * table and every estimate are computed from them.
 *
 * https://aws.amazon.com/lambda/pricing/ · https://aws.amazon.com/s3/pricing/ · https://aws.amazon.com/sqs/pricing/ ·
 * https://aws.amazon.com/api-gateway/pricing/ · https://aws.amazon.com/cloudwatch/pricing/ ·
 * https://aws.amazon.com/xray/pricing/ · https://aws.amazon.com/eventbridge/pricing/
 */
export const prices = {
  /** Month of the prices. */
  asOf: "2026-11",
  /** Lambda, per GB-second. */
  gigabyteSecond: { arm64: 0.0000133334, x86_64: 0.0000166667 },
  lambdaRequest: 0.2 / 1e6,
  /** PUT, COPY, POST and LIST on S3 Standard; deleting is free. */
  s3Write: 0.005 / 1e3,
  /** GET and HEAD on S3 Standard. */
  s3Read: 0.0004 / 1e3,
  /** S3 Standard, per gigabyte and month. */
  s3GigabyteMonth: 0.023,
  /** Transfer to the internet, per gigabyte. */
  gigabyteOut: 0.09,
  sqsRequest: 0.4 / 1e6,
  /** Request to an HTTP API. */
  apiRequest: 1 / 1e6,
  trace: 5 / 1e6,
  /** Event put on a bus. */
  busEvent: 1 / 1e6,
  logGigabyte: 0.5,
  /** One alarm for a month. */
  alarm: 0.1,
  metric: 0.3,
  dashboard: 3,
} as const;

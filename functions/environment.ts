/**
 * The environment variables that configure the functions. `infra/` sets them by these names; no other code reads
 * `process.env` on AWS.
 */
export const variables = {
  /** Name of the stack: a dimension of all metrics. */
  stack: "BROADSHEET_STACK",
  /** Bucket of the store. */
  store: "BROADSHEET_STORE",
  /** Scopes that the API serves, separated by commas. */
  scopes: "BROADSHEET_SCOPES",
  scopePrefix: "BROADSHEET_SCOPE_PREFIX",
  /** `true` if a version must pass its tests before it is promoted; otherwise empty. */
  requireTests: "BROADSHEET_REQUIRE_TESTS",
  /** `true` if the PDFs of a batch's page are stored together; otherwise empty. */
  batchPacks: "BROADSHEET_BATCH_PACKS",
  /** Days after which a report expires. */
  retentionDays: "BROADSHEET_RETENTION_DAYS",
  /** Longest render, seconds. */
  renderSeconds: "BROADSHEET_RENDER_SECONDS",
  /** Longest invocation of the render function, seconds. */
  renderTimeout: "BROADSHEET_RENDER_TIMEOUT",
  /** JavaScript heap of one render, MiB. */
  renderHeap: "BROADSHEET_RENDER_HEAP",
  /** Name of the render function, for requests that wait for a report. */
  renderFunction: "BROADSHEET_RENDER_FUNCTION",
  /** Name of the ingest function, for datasets in requests. */
  ingestFunction: "BROADSHEET_INGEST_FUNCTION",
  /** Name of the preview function. */
  previewFunction: "BROADSHEET_PREVIEW_FUNCTION",
  /** Name of the function that draws pages of stored reports. */
  pictureFunction: "BROADSHEET_PICTURE_FUNCTION",
  /** URL of the queue of claims. */
  renderQueue: "BROADSHEET_RENDER_QUEUE",
  /** URL of the queue of batches and their pages. */
  batchQueue: "BROADSHEET_BATCH_QUEUE",
  /** URL of the queue of uploads. */
  ingestQueue: "BROADSHEET_INGEST_QUEUE",
  /** URL of the queue of refreshes of sources; empty if there are no connections. */
  pullQueue: "BROADSHEET_PULL_QUEUE",
  /** Name of the function that fetches sources; empty if there are no connections. */
  pullFunction: "BROADSHEET_PULL_FUNCTION",
  /** The connections of sources, as JSON, with the places of their secrets. */
  connections: "BROADSHEET_SOURCE_CONNECTIONS",
  /** Their names and engines: `shop:postgres,exports:s3`. */
  connectionNames: "BROADSHEET_CONNECTION_NAMES",
  /** URL of the FIFO queue of deliveries. */
  deliveryQueue: "BROADSHEET_DELIVERY_QUEUE",
  /** Name of the bus of events. */
  eventBus: "BROADSHEET_EVENT_BUS",
  /** Sender of letters; empty if none are sent. */
  mailFrom: "BROADSHEET_MAIL_FROM",
  /** Configuration set of SES that reports bounces and complaints. */
  mailConfiguration: "BROADSHEET_MAIL_CONFIGURATION",
  /** Webhooks that may exist. */
  mostWebhooks: "BROADSHEET_MOST_WEBHOOKS",
  /** Publications that may exist. */
  mostPublications: "BROADSHEET_MOST_PUBLICATIONS",
  /** Uploads that may be open. */
  mostUploads: "BROADSHEET_MOST_UPLOADS",
  /** Largest file of a dataset that an upload may bring, MiB. */
  largestUpload: "BROADSHEET_LARGEST_UPLOAD",
  /** Prefixes to which copies may go, separated by commas. */
  copyTargets: "BROADSHEET_COPY_TARGETS",
  /** Address of the API in letters, without a final slash. */
  publicUrl: "BROADSHEET_PUBLIC_URL",
  /** Set if a studio is at that address. */
  hasStudio: "BROADSHEET_HAS_STUDIO",
  /** URL of the queue where dead letters are kept. */
  parkingQueue: "BROADSHEET_PARKING_QUEUE",
  /** Bucket of the studio's files. */
  studioBucket: "BROADSHEET_STUDIO",
  /** What the address in front of the API adds to each request; empty: every address of the API serves. */
  originKey: "BROADSHEET_ORIGIN_KEY",
  /** ARN of the key that new secrets are encrypted with; empty: one of Secrets Manager. */
  secretKey: "BROADSHEET_SECRET_KEY",
  /** `arm64` or `x86_64`, for the price of a second. */
  architecture: "BROADSHEET_ARCHITECTURE",
} as const;

export type Variable = keyof typeof variables;

/**
 * Reads an environment variable.
 *
 * @throws Error naming the variable if it is missing: the function was deployed without it
 */
export function readVariable(variable: Variable): string {
  const name = variables[variable];
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`the environment variable ${name} is not set`);
  return value;
}

/** Like `readVariable`, where a function may be deployed without a value. */
export function readOptional(variable: Variable): string | undefined {
  const value = process.env[variables[variable]];
  return value === undefined || value === "" ? undefined : value;
}

/** The values of a variable that holds several, separated by commas. */
export function readList(variable: Variable): readonly string[] {
  return readOptional(variable)?.split(",") ?? [];
}

/**
 * Like `readVariable`, for a positive number.
 *
 * @throws Error naming the variable if it is missing or not a positive number
 */
export function readNumber(variable: Variable): number {
  const text = readVariable(variable);
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`the environment variable ${variables[variable]} must be a positive number, not "${text}"`);
}

/** @throws Error if the variable is missing or not a Lambda architecture */
export function readArchitecture(): "arm64" | "x86_64" {
  const value = readVariable("architecture");
  if (value === "arm64" || value === "x86_64") return value;
  throw new Error(`the environment variable ${variables.architecture} must be arm64 or x86_64, not "${value}"`);
}

/**
 * Memory of this function, MiB, as set by Lambda.
 *
 * @throws Error outside Lambda
 */
export function functionMemory(): number {
  const value = Number(process.env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
  if (value > 0) return value;
  throw new Error("AWS_LAMBDA_FUNCTION_MEMORY_SIZE is not set: this does not run on Lambda");
}

/** The trace header of the present invocation, and the address of the X-Ray daemon; `undefined` if it is not traced. */
export function readTrace(): { readonly header: string; readonly daemon: string } | undefined {
  const header = process.env["_X_AMZN_TRACE_ID"];
  const daemon = process.env["AWS_XRAY_DAEMON_ADDRESS"];
  return header === undefined || daemon === undefined ? undefined : { header, daemon };
}

/**
 * Digest of the bundled engine. Bundling replaces the expression with the digest, so that code and digest always match.
 *
 * @throws Error if the code was not bundled
 */
export function bundledEngine(): string {
  const engine = process.env["BROADSHEET_ENGINE"];
  if (engine === undefined) throw new Error("the code was not bundled: its engine has no digest");
  return engine;
}

/**
 * Digest of the bundled code that makes renditions, put there as the engine's is.
 *
 * @throws Error if the code was not bundled
 */
export function bundledMaker(): string {
  const maker = process.env["BROADSHEET_MAKER"];
  if (maker === undefined) throw new Error("the code was not bundled: what makes renditions has no digest");
  return maker;
}

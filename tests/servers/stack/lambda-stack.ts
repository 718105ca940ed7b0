import { gunzipSync } from "node:zlib";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Ceph, startCeph } from "../ceph.ts";
import type { ProcessorName } from "../../../infra/code/native-package.ts";
import { type Bundle, type BundledFunction, ownArchitecture, readBundle, synthesizeBundle } from "./lambda-bundle.ts";
import { installRuntimeClient, type LambdaRuntime, startLambda } from "./lambda-runtime.ts";
import { makeOnce } from "../make-once.ts";

/** A call that a function made to SQS. */
export interface QueueCall {
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface LambdaStackOptions {
  /** Opens a server between the functions and Ceph, given Ceph's address. @default nothing */
  readonly storeEndpoint?: (ceph: string) => Promise<string>;
  /** Called for every call to SQS. */
  readonly queueCalled?: (call: QueueCall) => void;
}

/** How an environment differs from the template. */
export interface StartOptions {
  readonly function?: BundledFunction;
  readonly environment?: Readonly<Record<string, string>>;
  /** Program of Node with arguments before the script. */
  readonly node?: readonly string[];
}

/**
 * The whole stack, except for what only AWS has: its functions run under Lambda's own runtime client, and Ceph serves
 * as S3.
 */
export interface LambdaStack {
  /** The bundle for this machine's processor. */
  readonly bundle: Bundle;
  /** Folder of its cloud assembly. */
  readonly assembly: string;
  /** Synthesises the stack for another processor. */
  bundleFor(architecture: ProcessorName): Promise<Bundle>;
  readonly ceph: Ceph;
  readonly bucket: string;
  /** Calls to SQS, all of which succeed. */
  readonly queueCalls: QueueCall[];
  start(name: string, options?: StartOptions): Promise<LambdaRuntime>;
  /** Sets the environment that a direct invocation of the render function reaches. */
  serveRender(runtime: LambdaRuntime): void;
  /** The same for the ingest function. */
  serveIngest(runtime: LambdaRuntime): void;
  /** The same for the preview function. */
  servePreviews(runtime: LambdaRuntime): void;
  /** The same for the function that draws pages of reports. */
  servePictures(runtime: LambdaRuntime): void;
  stop(): Promise<void>;
}

/**
 * The stack as it is synthesised for a processor, with the bundles of its functions, once in a run.
 *
 * @returns the folder of the cloud assembly
 */
export function synthesizeOnce(architecture: ProcessorName): Promise<string> {
  return makeOnce(`stack-${architecture}`, (made) => synthesizeBundle(made, architecture));
}

export async function startLambdaStack({ storeEndpoint, queueCalled }: LambdaStackOptions = {}): Promise<LambdaStack> {
  const bucket = "broadsheet-store";
  // Compiling Lambda's runtime client and bundling the functions take a minute or more: once in a run.
  const [bundleFolder] = await Promise.all([
    synthesizeOnce(ownArchitecture),
    makeOnce("runtime-client", installRuntimeClient),
  ]);
  const client = await installRuntimeClient();
  const ceph = await startCeph();
  await new S3Client({
    endpoint: ceph.endpoint,
    region: "us-east-1",
    credentials: ceph.credentials,
    forcePathStyle: true,
  }).send(new CreateBucketCommand({ Bucket: bucket }));
  const queueCalls: QueueCall[] = [];
  const runtimes: LambdaRuntime[] = [];
  /** Name of a function → its environment. */
  const invocable = new Map<string, LambdaRuntime>();

  // Answers the SDK as Lambda and SQS do.
  const services = createServer((request, response) => {
    void text(request).then(async (body) => {
      const action = String(request.headers["x-amz-target"] ?? "").replace("AmazonSQS.", "");
      if (action !== "") {
        const call = JSON.parse(body) as Record<string, unknown>;
        queueCalls.push({ action, body: call });
        queueCalled?.({ action, body: call });
        // The SDK checks the hash of what it sent.
        const sent = ((call["Entries"] ?? []) as readonly { Id: string; MessageBody: string }[]).map(
          ({ Id, MessageBody }) => ({
            Id,
            MessageId: Id,
            MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex"),
          }),
        );
        response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
        return response.end(JSON.stringify(action === "SendMessageBatch" ? { Successful: sent, Failed: [] } : {}));
      }
      const invoked = await invocable
        .get(/\/functions\/([^/]+)\/invocations$/.exec(request.url ?? "")?.[1] ?? "")
        ?.invoke(JSON.parse(body));
      response.writeHead(200, {
        "content-type": "application/json",
        ...(invoked?.error === undefined ? {} : { "x-amz-function-error": "Unhandled" }),
      });
      return response.end(JSON.stringify(invoked?.error ?? invoked?.payload ?? null));
    });
  });
  await new Promise<void>((resolve) => services.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(services.address() as AddressInfo).port}`;
  const names = {
    StoreData: bucket,
    RenderFunction: "render",
    PreviewsWorkerFunction: "previews",
    PreviewsPicturesFunction: "pictures",
    IngestFunction: "ingest",
    QueuesRender: `${endpoint}/123456789012/render`,
    QueuesIngest: `${endpoint}/123456789012/ingest`,
    QueuesBatch: `${endpoint}/123456789012/batch`,
    QueuesParking: `${endpoint}/123456789012/parking`,
    EventsDeliveries: `${endpoint}/123456789012/deliveries.fifo`,
    EventsBus: "Broadsheet",
    HttpApi: "abc",
  };
  const bundle = await readBundle(bundleFolder, names);
  const extra = {
    AWS_ACCESS_KEY_ID: ceph.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ceph.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: storeEndpoint === undefined ? ceph.endpoint : await storeEndpoint(ceph.endpoint),
    AWS_ENDPOINT_URL_LAMBDA: endpoint,
    AWS_ENDPOINT_URL_SQS: endpoint,
  };
  return {
    bundle,
    assembly: bundleFolder,
    async bundleFor(architecture) {
      return await readBundle(await synthesizeOnce(architecture), names);
    },
    ceph,
    bucket,
    queueCalls,
    async start(name, options = {}) {
      const runtime = await startLambda(
        name,
        options.function ?? bundle.functions[name]!,
        client,
        { ...extra, ...options.environment },
        options.node,
      );
      runtimes.push(runtime);
      return runtime;
    },
    serveRender: (runtime) => void invocable.set("render", runtime),
    serveIngest: (runtime) => void invocable.set("ingest", runtime),
    servePreviews: (runtime) => void invocable.set("previews", runtime),
    servePictures: (runtime) => void invocable.set("pictures", runtime),
    async stop() {
      await Promise.all(runtimes.map((runtime) => runtime.stop()));
      services.closeAllConnections();
      services.close();
      await ceph.stop();
    },
  };
}

export interface HttpCall {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly query?: string;
  /** @default "$default" */
  readonly stage?: string;
  /** What API Gateway says of the caller. */
  readonly authorizer?: object;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as it was sent, compressed or not. */
  readonly bytes: Buffer;
  /** The body as JSON; tests assert on it. */
  readonly json: Record<string, unknown>;
  readonly ms: number;
}

/** Calls the API as API Gateway does: payload format 2.0. */
export async function callApi(
  api: LambdaRuntime,
  method: string,
  path: string,
  call: HttpCall = {},
): Promise<HttpAnswer> {
  const { headers = {}, body, isBase64Encoded = false, query = "", stage = "$default", authorizer } = call;
  const { payload, error, ms } = await api.invoke({
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    headers: { host: "abc.execute-api.us-east-1.amazonaws.com", ...headers },
    requestContext: {
      stage,
      domainName: "abc.execute-api.us-east-1.amazonaws.com",
      ...(authorizer !== undefined && { authorizer }),
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
    },
    isBase64Encoded,
    ...(body === undefined ? {} : { body }),
  });
  if (error !== undefined) throw new Error(`${error.errorType}: ${error.errorMessage}`);
  const answer = payload as APIGatewayProxyStructuredResultV2;
  const bytes = Buffer.from(answer.body ?? "", answer.isBase64Encoded === true ? "base64" : "utf8");
  const content = (answer.headers?.["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8");
  const json = /json/.test(String(answer.headers?.["content-type"]))
    ? (JSON.parse(content) as Record<string, unknown>)
    : {};
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers as Record<string, string>,
    text: content,
    bytes,
    json,
    ms,
  };
}

/** Makes a message of the render queue as Lambda hands it over. */
export function message(messageId: string, body: unknown, receives = 1): Record<string, unknown> {
  return {
    messageId,
    receiptHandle: `handle-${messageId}`,
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(Date.now() - 100),
      SenderId: "s3",
      ApproximateFirstReceiveTimestamp: String(Date.now()),
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-east-1:123456789012:render",
    awsRegion: "us-east-1",
  };
}

/** Makes S3's notification of a claim. */
export function claimCreated(id: string, generation = 1): Record<string, unknown> {
  const key = `reports/${id}/${generation}/request.json`;
  return {
    Records: [
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        eventName: "ObjectCreated:Put",
        s3: { bucket: { name: "broadsheet-store" }, object: { key, size: 1 } },
      },
    ],
  };
}

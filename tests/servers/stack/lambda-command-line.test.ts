import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../local/capture-output.ts";
import { isSigned } from "../../local/remote/profile/is-signed.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { callApi, claimCreated, type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";
import { seedStack } from "./seed-stack.ts";

/* The command line, signed, against the CDK's bundles behind a gateway that verifies as API Gateway does. */
const region = "eu-central-1";
const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const folder = mkdtempSync(join(tmpdir(), "lambda-command-"));
let stack: LambdaStack;
let api: LambdaRuntime;
let render: LambdaRuntime;
let ingest: LambdaRuntime;
let gateway: Server;
let url = "";

beforeAll(async () => {
  stack = await startLambdaStack();
  await seedStack(stack);
  [api, render, ingest] = await Promise.all([stack.start("Api"), stack.start("Render"), stack.start("Ingest")]);
  stack.serveRender(render);
  stack.serveIngest(ingest);
  gateway = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      if (!isSigned(request, body, { secret, region }))
        return response.writeHead(403, { "content-type": "application/json" }).end('{"message":"Forbidden"}');
      const { pathname, search } = new URL(request.url ?? "/", "http://x");
      const { method = "GET" } = request;
      // S3 tells the queues of what has been written.
      const upload = /^\/uploads\/([^/]+)$/.exec(pathname)?.[1];
      if (upload !== undefined)
        await ingest.invoke({
          Records: [message("came", { Records: [{ s3: { object: { key: `uploads/${upload}/data` } } }] })],
        });
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const answer = await callApi(api, method, pathname, {
        headers: { ...headers, host: "abc.execute-api.us-east-1.amazonaws.com" },
        query: search.slice(1),
        ...(body.length > 0 && { body: body.toString("base64"), isBase64Encoded: true }),
      });
      if (method === "POST" && answer.status === 202)
        void render.invoke({ Records: [message("claim", claimCreated(String(answer.json["id"])))] });
      response.writeHead(answer.status, answer.headers).end(answer.bytes);
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  for (const [name, value] of [
    ["XDG_CONFIG_HOME", join(folder, "config")],
    ["XDG_STATE_HOME", join(folder, "state")],
    ["AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"],
    ["AWS_SECRET_ACCESS_KEY", secret],
  ] as const)
    vi.stubEnv(name, value);
  vi.stubEnv("AWS_SESSION_TOKEN", undefined);
}, 300_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  gateway?.close();
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const run = (...words: string[]) => captureOutput(() => runCommand(words));

test("a signed caller goes the whole way; nobody else does", async () => {
  const login = await run("login", "aws", "--server", url, "--sigv4", "--region", region);
  expect([login.code, login.stderr]).toEqual([0, expect.stringContaining('The profile "aws" calls')]);
  const me = await run("whoami");
  expect([me.code, me.stdout]).toEqual([0, expect.stringContaining("AWS credentials")]);

  writeFileSync(join(folder, "small.csv"), "year,value\n2020,1\n");
  const small = await run("datasets", "put", "small", join(folder, "small.csv"));
  expect([small.code, small.stderr]).toEqual([0, "small.csv: 1 rows, 2 columns.\n"]);
  const rows = Array.from({ length: 400_000 }, (_, row) => `${row},${row % 97}.25`).join("\n");
  writeFileSync(join(folder, "large.csv"), `year,value\n${rows}\n`);
  const large = await run("datasets", "put", "large", join(folder, "large.csv"));
  expect([large.code, large.stderr]).toEqual([0, "large.csv: 400000 rows, 2 columns.\n"]);

  // The PDF's link leads to the bucket, which would refuse a signature for the gateway.
  const out = join(folder, "report.pdf");
  const made = await run("reports", "request", "high-tech-industries", "--wait", "120", "--out", out);
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining("report.pdf: ")]);
  expect(readFileSync(out, "latin1")).toMatch(/^%PDF-/);
  const list = await run("reports", "list", "--json");
  expect(JSON.parse(list.stdout)).toMatchObject({ reports: [{ status: "ready" }] });
  const wrong = await run("reports", "request", "high-tech-industries", "--param", "currency=EUR");
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("CNY, USD")]);
  const api = await run("api", "GET", "/templates", "--query", "limit=1", "--paginate");
  expect(JSON.parse(api.stdout)).toMatchObject({ templates: expect.arrayContaining([expect.anything()]) });

  const nobody = await run("reports", "list", "--server", url);
  expect([nobody.code, nobody.stderr]).toEqual([5, expect.stringContaining("answered 403: Forbidden")]);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "another");
  const other = await run("reports", "list");
  expect([other.code, other.stderr]).toEqual([5, expect.stringContaining("error forbidden")]);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
  vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "none"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "none"));
  const none = await run("reports", "list");
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining("usual chain gives no credentials")]);
}, 300_000);

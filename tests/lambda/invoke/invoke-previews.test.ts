import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { previewServices } from "../../../functions/lambda/invoke/invoke-previews.ts";
import { mostPacked } from "../../../functions/lambda/preview/preview-event.ts";

/** Lambda's own API, which answers as a test says. */
let answer: (response: ServerResponse) => void;
let calls = 0;
const lambda = createServer((request, response) => {
  calls += 1;
  request.resume().on("end", () => answer(response));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => lambda.listen(0, "127.0.0.1", resolve));
  const variables = {
    AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    BROADSHEET_PREVIEW_FUNCTION: "previews",
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => {
  vi.unstubAllEnvs();
  lambda.closeAllConnections();
  lambda.close();
});

const { previews } = previewServices(new MemoryObjectStore());

test("with all copies of the function at work, the caller may try again", async () => {
  answer = (response) =>
    response
      .writeHead(429, { "content-type": "application/json", "x-amzn-errortype": "TooManyRequestsException" })
      .end(JSON.stringify({ Reason: "ReservedFunctionConcurrentInvocationLimitExceeded", message: "Rate Exceeded." }));
  await expect(previews.page("a", 1)).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "previews-busy", hint: expect.stringContaining("previewConcurrency") }],
  });
});

test("a preview that takes longer than API Gateway waits is given up before that", async () => {
  const patience = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience.signal);
  // It is called, and never answers.
  answer = () => patience.abort();
  await expect(previews.file("a")).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "preview-too-slow", allowed: "28000 ms" }],
  });
  expect(timeout).toHaveBeenCalledWith(28_000);
});

test("a function that fails is named as such, and its log has the reason", async () => {
  answer = (response) =>
    response.writeHead(200, { "x-amz-function-error": "Unhandled" }).end('{"errorMessage":"out of memory"}');
  await expect(previews.check("a")).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "preview-unavailable" }],
  });
});

test("files too large for a call are refused without one", async () => {
  const before = calls;
  // What cannot be compressed, the same each time.
  const file = createHash("shake256", { outputLength: 5_000_000 }).update("noise").digest();
  await expect(
    previews.make({
      session: "a",
      name: "sales",
      base: { kind: "stored" },
      files: { "data/large.bin": file },
      parameters: {},
      datasets: {},
      pages: [],
    } as never),
  ).rejects.toMatchObject({ kind: "too-large", problems: [{ code: "body-too-large", allowed: mostPacked }] });
  expect(calls).toBe(before);
});

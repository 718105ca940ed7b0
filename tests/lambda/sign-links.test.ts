import { createHash } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import { signFileUrl } from "../../functions/lambda/http/sign-file-url.ts";
import { signUpload } from "../../functions/lambda/http/sign-upload.ts";
import { FakeClock } from "../core/service/lifecycle/lifecycle-fakes.ts";

/**
 * Tests what the signatures cover; `tests/servers/stack/lambda-functions.test.ts` tests with a real
 * server that S3 enforces it.
 */
beforeAll(() => {
  for (const [name, value] of Object.entries({
    BROADSHEET_STORE: "reports-bucket",
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "session",
  }))
    vi.stubEnv(name, value);
});

test("a link to a file is good for fifteen minutes, under its name, and is not to be kept", async () => {
  const { protocol, host, pathname, searchParams } = new URL(
    await signFileUrl("reports/9f86/1/report.pdf", "sales-2026-01-31-en.pdf", "application/pdf"),
  );
  expect([protocol, host, pathname]).toEqual([
    "https:",
    "reports-bucket.s3.eu-central-1.amazonaws.com",
    "/reports/9f86/1/report.pdf",
  ]);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    "X-Amz-Expires": "900",
    "X-Amz-Security-Token": "session",
    "response-content-type": "application/pdf",
    "response-content-disposition": 'inline; filename="sales-2026-01-31-en.pdf"',
    "response-cache-control": "private, no-store",
  });
});

test("a link for an upload takes fifteen minutes to begin, and these bytes only", async () => {
  const body = "year,value\n";
  const clock = new FakeClock();
  const upload = {
    id: "0d0f4b0e-6d1c-4b8e-9f43-3a7d6a3c2b11",
    name: "city",
    format: "csv",
    bytes: body.length,
    sha256: createHash("sha256").update(body).digest("hex"),
    created: clock.time,
  } as const;
  const { url, headers, expires } = await signUpload(upload, clock);
  expect(headers).toEqual({
    "content-length": "11",
    "content-type": "application/octet-stream",
    "x-amz-checksum-sha256": createHash("sha256").update(body).digest("base64"),
  });
  expect(expires).toBe(clock.time + 900_000);
  const { pathname, searchParams } = new URL(url);
  expect(pathname).toBe(`/uploads/${upload.id}/data`);
  expect(searchParams.get("X-Amz-Expires")).toBe("900");
  // Headers hoisted into the query would bind nobody.
  expect(searchParams.get("X-Amz-SignedHeaders")).toBe("content-length;content-type;host;x-amz-checksum-sha256");
  expect([...searchParams.keys()].filter((name) => /checksum|sdk/i.test(name))).toEqual([]);
});

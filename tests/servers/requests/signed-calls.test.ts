import { SignatureV4 } from "@smithy/signature-v4";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ceph, startCeph } from "../ceph.ts";
import { runProgram } from "../run-program.ts";

/**
 * Tests that the documentation's curl command signs as API Gateway verifies: a server computes the signature again with
 * AWS's own code, from the request and the secret. A real S3 server tests that curl's signatures verify at all.
 */
const region = "us-east-1";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const operations = readFileSync(join(import.meta.dirname, "../../../docs/operations.md"), "utf8");
/** The command in docs/operations.md. */
const command = /^ {4}curl -sS --aws-sigv4[^]*?"\$URL\/reports"$/m.exec(operations)?.[0] ?? "";

class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash("sha256")
        : createHmac("sha256", typeof secret === "string" ? secret : Buffer.from(secret as Uint8Array));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === "string" ? data : Buffer.from(data as Uint8Array));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error("a hash is used once");
  }
}

/** Verifies a request as API Gateway does before it reaches the function. */
async function verify({ method = "", url = "", headers }: IncomingMessage, body: Buffer): Promise<boolean> {
  const authorization = headers.authorization ?? "";
  const [, signed = ""] = /SignedHeaders=([^,]+)/.exec(authorization) ?? [];
  const { pathname, searchParams } = new URL(url, "http://x");
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers["x-amz-date"]));
  if (date === null || Math.abs(Date.now() - signingTime(date)) > 300_000) return false;
  const request = {
    method,
    protocol: "https:",
    hostname: String(headers.host),
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(signed.split(";").map((name) => [name, String(headers[name] ?? "")])),
    body,
  };
  const signer = new SignatureV4({ service: "execute-api", region, credentials, sha256: Sha256, applyChecksum: false });
  const again = await signer.sign(request, {
    signingDate: new Date(signingTime(date)),
    signableHeaders: new Set(signed.split(";")),
  });
  return again.headers["authorization"] === authorization;
}

function signingTime([, year, month, day, hour, minute, second]: RegExpExecArray): number {
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

const seen: { headers: IncomingMessage["headers"]; body: string; valid: boolean }[] = [];
const gateway = createServer((request, response) => {
  void buffer(request).then(async (body) => {
    const valid = await verify(request, body);
    seen.push({ headers: request.headers, body: body.toString(), valid });
    response.writeHead(valid ? 202 : 403).end(valid ? "accepted" : "forbidden");
  });
});
let url = "";
let ceph: Ceph;

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  ceph = await startCeph();
  await new S3Client({ endpoint: ceph.endpoint, region, credentials: ceph.credentials, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: "signed-calls" }),
  );
});
afterAll(async () => {
  gateway.close();
  await ceph?.stop();
});

const run = async (env: Record<string, string> = {}): Promise<string> =>
  (
    await runProgram("bash", ["-c", command], {
      env: {
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: "",
        URL: url,
        ...env,
      },
    })
  ).stdout;

test("the documentation's line signs right, with and without a session", async () => {
  expect(await run()).toBe("accepted");
  expect(seen.at(-1)).toMatchObject({
    body: '{"template":"high-tech-industries"}',
    headers: { prefer: "wait=20", "content-type": "application/json" },
    valid: true,
  });
  expect(await run({ AWS_SESSION_TOKEN: "a/session+token==" })).toBe("accepted");
  expect(seen.at(-1)?.headers).toMatchObject({ "x-amz-security-token": "a/session+token==" });
});

test("another secret, region or body is not taken", async () => {
  expect(await run({ AWS_SECRET_ACCESS_KEY: "another" })).toBe("forbidden");
  expect(await run({ AWS_REGION: "eu-west-1" })).toBe("forbidden");
  await run();
  const { host: _, "content-length": length, ...headers } = seen.at(-1)!.headers;
  const replay = (body: string) =>
    fetch(`${url}/reports`, {
      method: "POST",
      headers: { ...(headers as Record<string, string>), host: new URL(url).host },
      body,
    });
  expect(Number(length)).toBeGreaterThan(0);
  expect((await replay('{"template":"another"}')).status).toBe(403);
});

test("a real S3 server takes what curl signs, and nothing else", async () => {
  const { accessKeyId, secretAccessKey } = ceph.credentials;
  const curl = async (secret: string, ...words: readonly string[]) =>
    (
      await runProgram("curl", [
        "-sS",
        "-o",
        "/dev/null",
        "-w",
        "%{http_code}",
        "--aws-sigv4",
        `aws:amz:${region}:s3`,
        "--user",
        `${accessKeyId}:${secret}`,
        ...words,
      ])
    ).stdout;
  const object = `${ceph.endpoint}/signed-calls/a%20b.json`;
  expect(await curl(secretAccessKey, "-X", "PUT", "--data-binary", "{}", object)).toBe("200");
  expect(await curl(secretAccessKey, object)).toBe("200");
  expect(await curl("another", object)).toBe("403");
});

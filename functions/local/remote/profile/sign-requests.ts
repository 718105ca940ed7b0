import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { BroadsheetError } from "../../../core/errors.ts";
import type { Profile } from "./profile-file.ts";

/** SHA-256 as the signer wants it. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error("a hash is used once");
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array | string {
  if (typeof data === "string") return data;
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * Signs requests as AWS has it (Signature Version 4), with the credentials of the usual chain: variables, the shared
 * files, SSO, a role of the machine.
 *
 * @param given.service whose API it is @default that of the address: `lambda` for a function's, otherwise `execute-api`
 * @param given.region @default that of the address, or AWS_REGION
 * @returns what signs a request, whose body it reads
 * @throws BroadsheetError `invalid-request` if no region is known
 */
export function openRequestSigner(
  server: string,
  given: NonNullable<Profile["sigv4"]>,
): (request: Request) => Promise<Request> {
  const { host } = new URL(server);
  const [, inAddress, kind] =
    /\.(?:(?:execute-api|lambda-url)\.)?([a-z]{2}(?:-[a-z]+)+-\d)\.(amazonaws|on\.aws)/.exec(host) ?? [];
  const region = given.region ?? inAddress ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
  if (region === undefined)
    throw new BroadsheetError("invalid-request", {
      code: "missing-region",
      message: `the region of ${host} is not known`,
      seen: host,
      hint: "set sigv4.region in the profile, or AWS_REGION",
    });
  const service = given.service ?? (kind === "on.aws" ? "lambda" : "execute-api");
  let signer: Promise<SignatureV4> | undefined;
  return async (request) => {
    const { sign } = { sign: await (signer ??= openSigner(region, service, given.profile)) };
    const url = new URL(request.url);
    const body = new Uint8Array(await request.arrayBuffer());
    const signed = await sign
      .sign({
        method: request.method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: queryOf(url),
        headers: { ...headersToSign(request.headers), host: url.host },
        body,
      })
      .catch((cause: unknown) => {
        throw noCredentials(cause);
      });
    const headers = new Headers(request.headers);
    for (const [name, value] of Object.entries(signed.headers)) if (name !== "host") headers.set(name, value);
    return new Request(request.url, {
      method: request.method,
      headers,
      signal: request.signal,
      redirect: request.redirect,
      ...(body.byteLength > 0 && { body }),
    });
  };
}

/** Others may be changed on the way. */
function headersToSign(headers: Headers): Record<string, string> {
  const type = headers.get("content-type");
  return type === null ? {} : { "content-type": type };
}

function queryOf({ searchParams }: URL): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((key) => {
      const all = searchParams.getAll(key);
      return [key, all.length === 1 ? all[0]! : all] as const;
    }),
  );
}

async function openSigner(region: string, service: string, profile: string | undefined): Promise<SignatureV4> {
  const { defaultProvider } = await import("@aws-sdk/credential-provider-node");
  return new SignatureV4({
    service,
    region,
    credentials: defaultProvider(profile === undefined ? {} : { profile }),
    sha256: Sha256,
    applyChecksum: false,
  });
}

function noCredentials(cause: unknown): BroadsheetError {
  return new BroadsheetError(
    "invalid-request",
    {
      code: "no-credentials",
      message: `AWS's usual chain gives no credentials: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: "aws sso login, AWS_PROFILE or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY; sigv4.profile names a profile of ~/.aws",
    },
    { cause },
  );
}

import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

const hex = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
const mac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Whether a request carries the signature that API Gateway demands (AWS Signature Version 4): another reading of the
 * specification than the library's, from the request as it arrived and the secret alone.
 */
export function isSigned(
  { method = "", url = "", headers }: IncomingMessage,
  body: Uint8Array,
  { secret, region: own }: { readonly secret: string; readonly region: string },
): boolean {
  const [, scope = "", signed = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  const [day = "", region = "", service = ""] = scope.split("/");
  const [path = "", query = ""] = url.split("?");
  const canonical = [
    method,
    path.split("/").map(encode).join("/"),
    [...new URLSearchParams(query)]
      .map(([key, value]) => [encode(key), encode(value)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join("="))
      .join("&"),
    ...signed.split(";").map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    signed,
    hex(body),
  ].join("\n");
  const time = String(headers["x-amz-date"]);
  const text = ["AWS4-HMAC-SHA256", time, scope, hex(canonical)].join("\n");
  const key = [region, service, "aws4_request"].reduce(mac, mac(`AWS4${secret}`, day));
  return (
    signed.split(";").includes("host") &&
    signed.split(";").includes("x-amz-security-token") === "x-amz-security-token" in headers &&
    scope === `${time.slice(0, 8)}/${own}/execute-api/aws4_request` &&
    mac(key, text).toString("hex") === signature
  );
}

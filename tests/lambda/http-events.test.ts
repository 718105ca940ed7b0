import { gzipSync } from "node:zlib";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect, test } from "vitest";
import { auditRequest } from "../../functions/lambda/http/audit-request.ts";
import { decodeHttpEvent } from "../../functions/lambda/http/decode-http-event.ts";
import { encodeHttpAnswer } from "../../functions/lambda/http/encode-http-answer.ts";

function event(over: Record<string, unknown> = {}, stage = "$default", method = "POST"): APIGatewayProxyEventV2 {
  const requestContext = { stage, domainName: "api.example.org", http: { method } };
  return {
    rawPath: "/reports",
    rawQueryString: "",
    headers: {},
    isBase64Encoded: false,
    requestContext,
    ...over,
  } as unknown as APIGatewayProxyEventV2;
}

test("the URL is made of the parts that API Gateway has parsed", () => {
  expect(decodeHttpEvent(event({ rawQueryString: "limit=1&a=%20" })).request.url).toBe(
    "https://api.example.org/reports?limit=1&a=%20",
  );
  expect(decodeHttpEvent(event({ rawPath: "//elsewhere.example/x" })).request.url).toBe(
    "https://api.example.org/elsewhere.example/x",
  );
  expect(decodeHttpEvent(event({ rawPath: "" })).request.url).toBe("https://api.example.org/");
});

/** The scopes that are taken from the claims of a token. */
const granted = (claims: Record<string, unknown> | undefined): readonly string[] | undefined => {
  const authorizer = claims && { jwt: { claims } };
  const requestContext = { stage: "$default", domainName: "api.example.org", http: { method: "GET" }, authorizer };
  const found = decodeHttpEvent(event({ requestContext })).granted;
  return found && [...found].filter((scope) => scope !== "");
};

test("the scopes of a token are those of its claims, as a text or as the list that API Gateway writes", () => {
  expect(granted(undefined)).toBeUndefined();
  expect(granted({})).toEqual([]);
  expect(granted({ scope: "openid api/reports:read" })).toEqual(["openid", "api/reports:read"]);
  expect(granted({ scp: "[api/reports:read api/datasets:read]" })).toEqual(["api/reports:read", "api/datasets:read"]);
});

test("a stage is taken from the path only where it stands as a whole", () => {
  expect(decodeHttpEvent(event({ rawPath: "/prod/reports" }, "prod"))).toMatchObject({
    prefix: "/prod",
    request: { url: "https://api.example.org/reports" },
  });
  expect(decodeHttpEvent(event({ rawPath: "/prod" }, "prod"))).toMatchObject({
    prefix: "/prod",
    request: { url: "https://api.example.org/" },
  });
  expect(decodeHttpEvent(event({ rawPath: "/production" }, "prod"))).toMatchObject({
    prefix: "",
    request: { url: "https://api.example.org/production" },
  });
});

test("bodies: text, base64, none, and one where HTTP has none", async () => {
  expect(await decodeHttpEvent(event({ body: "grüße" })).request.text()).toBe("grüße");
  const bytes = Buffer.from([0, 255, 128]);
  const { request } = decodeHttpEvent(
    event({ body: bytes.toString("base64"), isBase64Encoded: true, headers: { "content-length": "4" } }),
  );
  expect(request.headers.get("content-length")).toBe("3");
  expect(Buffer.from(await request.arrayBuffer())).toEqual(bytes);
  expect(decodeHttpEvent(event()).request.body).toBe(null);
  expect(decodeHttpEvent(event({ body: "x" }, "$default", "GET")).request.body).toBe(null);
});

test("headers that HTTP does not allow are left out, the others kept, cookies put together", () => {
  const headers = {
    "x-latin": "naïve",
    "x-beyond": "☃",
    "x-control": "a\u0001b",
    "x-tab": "a\tb",
    "bad name": "x",
    "x-none": undefined,
  };
  const { request } = decodeHttpEvent(event({ headers, cookies: ["a=1", "b=2"] }));
  expect(Object.fromEntries(request.headers)).toEqual({ "x-latin": "naïve", "x-tab": "a\tb", cookie: "a=1; b=2" });
});

test("texts travel as they are, bytes as base64; a Location gets its stage back unless it leads elsewhere", async () => {
  const json = await encodeHttpAnswer(
    Response.json({ a: "é" }, { status: 202, headers: { location: "/reports/1" } }),
    "/prod",
  );
  expect(json).toMatchObject({
    statusCode: 202,
    body: '{"a":"é"}',
    isBase64Encoded: false,
    headers: { location: "/prod/reports/1" },
  });
  const pdf = await encodeHttpAnswer(
    new Response(Buffer.from("%PDF-"), { headers: { "content-type": "application/pdf" } }),
    "",
  );
  expect(pdf).toMatchObject({ body: "JVBERi0=", isBase64Encoded: true });
  // API Gateway gives it to the client as it is: as text, its bytes would be lost.
  const packed = gzipSync('{"a":"é"}');
  const zipped = await encodeHttpAnswer(
    new Response(packed, { headers: { "content-type": "application/json", "content-encoding": "gzip" } }),
    "",
  );
  expect(zipped).toMatchObject({ body: packed.toString("base64"), isBase64Encoded: true });
  const away = await encodeHttpAnswer(
    new Response(null, { status: 302, headers: { location: "https://bucket.example/x" } }),
    "/prod",
  );
  expect(away).toMatchObject({ body: "", isBase64Encoded: false, headers: { location: "https://bucket.example/x" } });
  const cookies = await encodeHttpAnswer(
    new Response("x", {
      headers: [
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
      ],
    }),
    "",
  );
  expect(cookies).toMatchObject({ cookies: ["a=1", "b=2"] });
  expect(cookies.headers).not.toHaveProperty("set-cookie");
});

const from = (authorizer: unknown): unknown =>
  decodeHttpEvent(
    event({
      requestContext: { stage: "$default", domainName: "api.example.org", http: { method: "GET" }, authorizer },
    }),
  ).caller;

test("who asks is the principal that signed, or the subject of the token", () => {
  const arn = "arn:aws:sts::123456789012:assumed-role/desk/anna";
  expect(from({ iam: { userArn: arn, accessKey: "AKIDEXAMPLE" } })).toEqual({ kind: "iam", name: arn });
  expect(from({ jwt: { claims: { sub: "anna", email: "anna@example.org" } } })).toEqual({ kind: "jwt", name: "anna" });
  for (const authorizer of [undefined, {}, { iam: {} }, { jwt: { claims: {} } }])
    expect(from(authorizer)).toBeUndefined();
});

test("each response logs one line on who requested what, without query or body", () => {
  const lines: unknown[] = [];
  const note = (message: string, fields?: object): void => void lines.push({ message, ...fields });
  const logger = { info: note, warn: note, error: note };
  const id = "a".repeat(64);
  auditRequest(
    new Request("https://api.example.org/reports?secret=1", { method: "POST" }),
    new Response(null, { status: 202, headers: { location: `/reports/${id}` } }),
    { kind: "jwt", name: "anna" },
    logger,
  );
  auditRequest(
    new Request(`https://api.example.org/reports/${id}/report.pdf`),
    new Response(null, { status: 302, headers: { location: "https://store.example/reports/x?signature=1" } }),
    undefined,
    logger,
  );
  auditRequest(new Request("https://api.example.org/health"), new Response(), undefined, logger);
  const message = "a request was answered";
  expect(lines).toEqual([
    { message, audit: true, caller: { kind: "jwt", name: "anna" }, method: "POST", path: "/reports", status: 202, id },
    { message, audit: true, caller: null, method: "GET", path: `/reports/${id}/report.pdf`, status: 302, id },
    { message, audit: true, caller: null, method: "GET", path: "/health", status: 200 },
  ]);
});

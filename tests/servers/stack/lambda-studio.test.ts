import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { decode } from "fast-png";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { drawPdfPage } from "../../../functions/adapters/pages/draw-pdf-page.ts";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { writeArchive } from "../../../functions/core/report/template/archive/write-archive.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { shippedTemplates } from "../../../functions/seed/template-folders.ts";
import { buildStudio } from "../../../functions/local/start/build-studio.ts";
import { synthesizeStack } from "../../infra/synthesize-stack.ts";
import { bundlePublisher } from "./bundle-publisher.ts";
import { invokeAsCloudFormation } from "./invoke-as-cloudformation.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import {
  callApi,
  type HttpAnswer,
  type HttpCall,
  type LambdaStack,
  message,
  startLambdaStack,
} from "./lambda-stack.ts";
import { writeTemplate } from "../start-server.ts";

/** What the studio needs beside reports and data, by the CDK's bundles, run as Lambda runs them. */
let stack: LambdaStack;
let api: LambdaRuntime;
let previews: LambdaRuntime;
let store: S3ObjectStore;
const folder = mkdtempSync(join(tmpdir(), "broadsheet-lambda-studio-"));

beforeAll(async () => {
  stack = await startLambdaStack();
  const client = {
    endpoint: stack.ceph.endpoint,
    region: "us-east-1",
    credentials: stack.ceph.credentials,
    forcePathStyle: true,
  };
  store = new S3ObjectStore({ bucket: stack.bucket, client });
  await writeTemplate(join(folder, "hanging"), [{ filter: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` }]);
  await seedTemplate(store, "high-tech-industries", join(shippedTemplates, "high-tech-industries"));
  await seedTemplate(store, "hanging", join(folder, "hanging"));
  let pictures: LambdaRuntime;
  let render: LambdaRuntime;
  [api, previews, pictures, render] = await Promise.all([
    stack.start("Api"),
    stack.start("PreviewsWorker"),
    stack.start("PreviewsPictures"),
    stack.start("Render"),
  ]);
  stack.servePictures(pictures);
  stack.serveRender(render);
});
beforeEach(() => stack.servePreviews(previews));
afterAll(async () => {
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const json = { "content-type": "application/json" };
const post = (path: string, body: unknown, call: HttpCall = {}): Promise<HttpAnswer> =>
  callApi(api, "POST", path, { ...call, headers: { ...json, ...call.headers }, body: JSON.stringify(body) });
/** The bytes of an answer that is no text. */
const bytesAt = async (path: string): Promise<Buffer> => (await callApi(api, "GET", path)).bytes;

interface PreviewBody {
  readonly id: string;
  readonly state: string;
  readonly problems: readonly { readonly code: string }[];
  readonly pages: readonly { readonly digest: string; readonly self: string; readonly pdf?: string }[];
  readonly queries: readonly { readonly ran: boolean }[];
  readonly pdf: string;
}

async function preview(members: Record<string, unknown>): Promise<PreviewBody> {
  const answer = await post("/previews", { session: "an-author", template: "high-tech-industries", ...members });
  expect(answer, answer.text.slice(0, 500)).toMatchObject({ status: 200, headers: { "cache-control": "no-store" } });
  return answer.json as unknown as PreviewBody;
}

describe("previews", () => {
  test("the flagship is laid out without being stored, and its file has the bytes of the report", async () => {
    const first = await preview({ base: "stored", pages: [1] });
    expect(first).toMatchObject({ state: "current", problems: [] });
    expect(first.pages.length).toBeGreaterThan(5);
    expect(Buffer.from(first.pages[0]!.pdf!, "base64").subarray(0, 5).toString()).toBe("%PDF-");
    expect((await bytesAt(first.pages[1]!.self)).subarray(0, 5).toString()).toBe("%PDF-");
    const report = await post("/reports", { template: "high-tech-industries" }, { headers: { prefer: "wait=20" } });
    expect(sha256(await bytesAt(first.pdf))).toBe(report.json["sha256"]);

    const changed = await preview({
      since: first.id,
      files: { "report.md": "# Another title\n\nAnd a text.\n" },
      pages: [1],
    });
    expect(changed.pages).toHaveLength(1);
    expect(changed.queries.some(({ ran }) => ran)).toBe(false);
    const faulty = await preview({ since: changed.id, files: { "report.md": "::chrt\n" } });
    expect(faulty).toMatchObject({
      state: "stale",
      problems: [{ code: "unknown-directive", file: "report.md", line: 1 }],
    });
    expect((await callApi(api, "GET", `/previews/${changed.id}/queries/share`)).json).toMatchObject({
      columns: expect.any(Array) as unknown[],
    });
    expect((await callApi(api, "GET", "/templates/high-tech-industries/versions")).json["versions"]).toHaveLength(1);
  });

  test("another environment knows nothing of it, and says so: the author sends the files again", async () => {
    const { id } = await preview({ base: "stored" });
    const other = await stack.start("PreviewsWorker");
    stack.servePreviews(other);
    const lost = await post("/previews", { session: "an-author", template: "high-tech-industries", since: id });
    expect(lost).toMatchObject({ status: 404, json: { problems: [{ code: "preview-gone" }] } });
    expect((await callApi(api, "GET", `/previews/${id}/pages/1.pdf`)).json).toMatchObject({
      problems: [{ code: "preview-gone" }],
    });
    expect((await preview({ base: "stored" })).id).toBe(id);
    await other.stop();
  });

  test("what never ends is stopped before API Gateway gives up, and the function goes on", async () => {
    const hurried = await stack.start("PreviewsWorker", { environment: { BROADSHEET_RENDER_SECONDS: "1" } });
    stack.servePreviews(hurried);
    expect(await post("/previews", { session: "an-author", template: "hanging", base: "stored" })).toMatchObject({
      status: 422,
      json: { problems: [{ code: "preview-timeout" }] },
    });
    // Another process answers; on a slow machine it does not know in a second either that there is no such preview.
    expect([404, 422]).toContain((await callApi(api, "GET", `/previews/${"0".repeat(64)}/pages/1.pdf`)).status);
    await hurried.stop();
  });

  test("more than Lambda passes is refused with what to do", async () => {
    // What cannot be compressed, the same each time.
    const noise = Buffer.concat(
      Array.from({ length: 160_000 }, (_, index) => createHash("sha256").update(String(index)).digest()),
    );
    const answer = await post("/previews", {
      session: "an-author",
      template: "high-tech-industries",
      files: { "logo.png": { base64: noise.toString("base64") } },
    });
    expect(answer).toMatchObject({ status: 413, json: { problems: [{ code: "body-too-large" }] } });
  });

  test("editors get the words of the release", async () => {
    expect((await callApi(api, "GET", "/authoring/words")).json).toMatchObject({
      directives: expect.arrayContaining([expect.objectContaining({ name: "chart" })]) as object[],
    });
  });
});

/** What API Gateway says of a caller with a token. */
const jwt = (scope: string): object => ({ jwt: { claims: { sub: "somebody", scope } } });

test("a number of a report leads to its rows, by a function that may read no report", async () => {
  const asked = await post("/reports", { template: "high-tech-industries" }, { headers: { prefer: "wait=20" } });
  const id = String(asked.json["id"]);
  const ask = (query: string, authorizer?: object): Promise<HttpAnswer> =>
    callApi(api, "GET", `/reports/${id}/explain`, { query, ...(authorizer !== undefined && { authorizer }) });
  const first = await ask("page=1&number=30.1%25&rows=3");
  expect([first.status, first.json["problems"]]).toEqual([200, undefined]);
  expect([first.json["more"], first.json["otherEngine"]]).toEqual([0, false]);
  const [answer] = first.json["answers"] as { readonly lineage: readonly { readonly again: object }[] }[];
  expect(answer!.lineage[0]).toMatchObject({ again: { result: "same" } });
  const kept = (await store.list(`reports/${id}/`)).objects.filter(({ key }) => key.includes("/numbers-"));
  expect(kept).toHaveLength(1);
  expect((await ask("page=1&number=30.1%25&rows=3")).json).toEqual(first.json);
  expect((await ask("number=1&x=2")).status).toBe(400);
  expect((await ask("number=30.1%25", jwt("datasets:read"))).status).toBe(403);
  expect((await ask("number=30.1%25", jwt("datasets:read reports:read"))).status).toBe(200);
});

describe("pictures", () => {
  test("a page of a report has the pixels that a laptop draws", async () => {
    const report = await post("/reports", { template: "high-tech-industries" }, { headers: { prefer: "wait=20" } });
    const page = await callApi(api, "GET", `${String(report.json["self"])}/pages/2.png`, { query: "dpi=48" });
    expect(page).toMatchObject({
      status: 200,
      headers: { "content-type": "image/png", "cache-control": "private, no-cache" },
    });
    const { headers } = await callApi(api, "GET", String(report.json["pdf"]));
    const pdf = new Uint8Array(await (await fetch(headers["location"]!)).arrayBuffer());
    expect(Buffer.compare(page.bytes, await drawPdfPage(pdf, 2, 48 / 72))).toBe(0);
    expect(
      (
        await callApi(api, "GET", `${String(report.json["self"])}/pages/2.png`, {
          query: "dpi=48",
          headers: { "if-none-match": page.headers["etag"]! },
        })
      ).status,
    ).toBe(304);
    expect((await callApi(api, "GET", `${String(report.json["self"])}/pages/99.png`)).status).toBe(404);
  });

  test("a template has its first page, drawn once", async () => {
    const picture = await callApi(api, "GET", "/templates/high-tech-industries/picture");
    expect(picture).toMatchObject({ status: 200, headers: { "content-type": "image/png" } });
    expect(decode(picture.bytes)).toMatchObject({ width: 793, height: 1121 });
    const { version } = (await callApi(api, "GET", "/templates/high-tech-industries")).json;
    const kept = await store.get(`templates/high-tech-industries/${String(version)}.picture/1.png`);
    expect(Buffer.compare(kept!.body, picture.bytes)).toBe(0);
  });

  test("a draft of a theme has its sheet, drawn once", async () => {
    const archive = Buffer.from(writeArchive(new Map([["theme.yaml", bytesOf('accent: "#0a7d3c"\n')]])));
    const stored = await callApi(api, "PUT", "/themes/house", {
      body: archive.toString("base64"),
      isBase64Encoded: true,
      headers: { "content-type": "application/zip" },
    });
    const version = String(stored.json["version"]);
    const picture = await callApi(api, "GET", `/themes/house/versions/${version}/picture`);
    expect(picture).toMatchObject({ status: 200, headers: { "content-type": "image/png" } });
    expect(decode(picture.bytes)).toMatchObject({ width: 793, height: 1121 });
    const kept = await store.get(`themes/house/${version}.picture/sheet-1.png`);
    expect(Buffer.compare(kept!.body, picture.bytes)).toBe(0);
  });
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Announces and sends an archive, and has it ingested. @returns the path of the upload */
async function upload(archive: Buffer): Promise<string> {
  const { status, json: announced } = await post("/templates/large/uploads", {
    bytes: archive.byteLength,
    sha256: sha256(archive),
  });
  expect({ status, state: announced["status"] }).toEqual({ status: 201, state: "waiting" });
  const sent = await fetch(String(announced["url"]), {
    method: "PUT",
    headers: announced["headers"] as Record<string, string>,
    body: new Uint8Array(archive),
  });
  expect(sent.status).toBe(200);
  const ingest = await stack.start("Ingest");
  expect(
    (
      await ingest.invoke({
        Records: [
          message("came", { Records: [{ s3: { object: { key: `uploads/${String(announced["id"])}/data` } } }] }),
        ],
      })
    ).payload,
  ).toEqual({ batchItemFailures: [] });
  await ingest.stop();
  return String(announced["self"]);
}

describe("a template above 4 MB", () => {
  const noise = Buffer.concat(
    Array.from({ length: 150_000 }, (_, index) => createHash("sha256").update(String(index)).digest()),
  );
  /** A template with five megabytes of data that nothing reads. */
  const archiveOf = (report: string): Buffer =>
    Buffer.from(
      writeArchive(
        new Map([
          ["template.yaml", bytesOf('title: Large\ndate: "2026-01-31"\n')],
          ["report.md", bytesOf(report)],
          ["data/large.json", bytesOf(JSON.stringify(noise.toString("base64")))],
        ]),
      ),
    );

  test("is checked by the render function and becomes a draft; a faulty one says in which line", async () => {
    const archive = archiveOf("# Large\n");
    expect(archive.byteLength).toBeGreaterThan(4 * 1024 * 1024);
    const stored = (await callApi(api, "GET", await upload(archive))).json;
    expect(stored).toMatchObject({ status: "stored", template: "large" });
    expect((await callApi(api, "GET", "/templates/large/versions")).json).toMatchObject({
      versions: [{ version: stored["version"], state: "draft" }],
    });
    // Its files come by a link to the store, which knows no token.
    const { status, headers } = await callApi(
      api,
      "GET",
      `/templates/large/versions/${String(stored["version"])}/template.zip`,
    );
    expect(status).toBe(302);
    const fetched = await fetch(String(headers["location"]));
    expect([fetched.status, fetched.headers.get("content-type")]).toEqual([200, "application/zip"]);
    expect(sha256(new Uint8Array(await fetched.arrayBuffer()))).toBe(sha256(archive));
    expect((await callApi(api, "GET", await upload(archiveOf("# Large\n\n::chrt\n")))).json).toMatchObject({
      status: "failed",
      failure: { status: 422, problems: [{ code: "unknown-directive", file: "report.md", line: 3 }] },
    });
    expect((await store.list("uploads/")).objects.filter(({ key }) => key.endsWith("/data"))).toEqual([]);
  });
});

/** Publishes a template whose test expects a text. */
function tested(expected: string): Promise<string> {
  return storeTemplate(
    store,
    "tested",
    new Map([
      ["template.yaml", bytesOf('title: Tested\ndate: "2026-01-31"\n')],
      ["report.md", bytesOf("# Tested\n\nA sentence.\n")],
      ["tests/a.yaml", bytesOf(`expect:\n  texts:\n    - ${expected}\n`)],
    ]),
  );
}

test("where tests are required, a promotion waits for them: the ingest function promotes what passes in the render function", async () => {
  const [passing, failing] = [await tested("A sentence."), await tested("Another one.")];
  const [strict, ingest] = await Promise.all([
    stack.start("Api", { environment: { BROADSHEET_REQUIRE_TESTS: "true" } }),
    stack.start("Ingest"),
  ]);
  const promote = async (version: string): Promise<Readonly<Record<string, unknown>>> => {
    const { etag = "" } = (await callApi(strict, "GET", "/templates/tested/versions")).headers;
    const { status, headers } = await callApi(strict, "POST", "/templates/tested/promote", {
      headers: { ...json, "if-match": etag },
      body: JSON.stringify({ version }),
    });
    expect(status).toBe(202);
    const promotion = String(headers["location"]);
    expect((await callApi(strict, "GET", promotion)).json).toMatchObject({ status: "queued" });
    const key = `promotions/tested/${promotion.split("/").at(-1)}/request.json`;
    expect(
      (await ingest.invoke({ Records: [message("claimed", { Records: [{ s3: { object: { key } } }] })] })).payload,
    ).toEqual({ batchItemFailures: [] });
    return (await callApi(strict, "GET", promotion)).json;
  };
  expect(await promote(passing)).toMatchObject({ status: "ready" });
  expect((await callApi(strict, "GET", "/templates/tested")).json).toMatchObject({ version: passing });
  expect(await promote(failing)).toMatchObject({
    status: "failed",
    failure: { status: 422, problems: [{ code: "expectation-failed", file: "tests/a.yaml", line: 3 }] },
  });
  expect((await callApi(strict, "GET", "/templates/tested")).json).toMatchObject({ version: passing });
  await Promise.all([strict.stop(), ingest.stop()]);
});

describe("the studio's files", () => {
  const bucket = "broadsheet-studio";
  const project = join(import.meta.dirname, "../../..");
  const issuer = "https://login.example/pool";
  const deployed = synthesizeStack({
    authorization: "jwt",
    jwtIssuer: issuer,
    jwtAudience: ["desk"],
    jwtScopePrefix: "desk/",
    studio: true,
    studioClientId: "studio",
  });
  const properties = deployed.of("Custom::Studio")[0]!.Properties as { readonly SignIn: string };
  /** What CloudFront's function makes of an address. */
  const led = runInNewContext(
    `${readFileSync(join(project, "infra/resources/studio-paths.js"), "utf8")}; handler`,
  ) as (event: { request: { uri: string } }) => { readonly uri?: string; readonly statusCode?: number };
  let s3: S3Client;
  let publisher: LambdaRuntime;

  beforeAll(async () => {
    expect(await buildStudio()).toBe(true);
    s3 = new S3Client({
      endpoint: stack.ceph.endpoint,
      region: "us-east-1",
      credentials: stack.ceph.credentials,
      forcePathStyle: true,
    });
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    publisher = await stack.start("Publisher", { function: await bundlePublisher(join(folder, "publisher"), bucket) });
  });

  const keys = async (): Promise<string[]> =>
    ((await s3.send(new ListObjectsV2Command({ Bucket: bucket }))).Contents ?? []).map(({ Key }) => Key!);
  const fileAt = async (uri: string) => {
    const { Body, ContentType, CacheControl } = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: led({ request: { uri } }).uri!.slice(1) }),
    );
    return { text: await Body!.transformToString(), type: ContentType, cache: CacheControl };
  };

  test("a deployment that CloudFormation cannot be told how to sign in to fails with its reason, and stores nothing", async () => {
    expect(await invokeAsCloudFormation(publisher, "Create", { SignIn: "{" })).toMatchObject({
      Status: "FAILED",
      Reason: expect.stringContaining("JSON") as string,
    });
    expect(await keys()).toEqual([]);
  });

  test("are stored at deployment: each page's address leads to the one page, which knows how to sign in and names files that are there", async () => {
    expect(await invokeAsCloudFormation(publisher, "Create", properties)).toMatchObject({ Status: "SUCCESS" });
    expect(led({ request: { uri: "/" } })).toMatchObject({ statusCode: 302 });
    const page = await fileAt("/studio/reports/compare/a/b");
    expect(page).toMatchObject({ type: "text/html; charset=utf-8", cache: "no-cache" });
    const content = /<meta name="broadsheet-sign-in" content="([^"]*)"/.exec(page.text)![1]!.replaceAll("&quot;", '"');
    expect(JSON.parse(content)).toEqual({
      issuer,
      clientId: "studio",
      scope: expect.stringMatching(/^openid .*desk\/reports:write/) as string,
    });
    const stored = new Set(await keys());
    for (const html of [page.text, (await fileAt("/studio/reference/")).text]) {
      const named = [...html.matchAll(/(?:src|href)="\/(studio\/[^"]+\.\w+)"/g)].map((found) => found[1]!);
      expect(named.length).toBeGreaterThan(4);
      expect(named.filter((key) => !stored.has(key))).toEqual([]);
    }
    const script = /src="(\/studio\/assets\/[^"]+\.js)"/.exec(page.text)![1]!;
    expect(await fileAt(script)).toMatchObject({
      type: "text/javascript; charset=utf-8",
      cache: "public, max-age=31536000, immutable",
    });
    const face = [...stored].find((key) => /^studio\/assets\/inter-latin-400-.*\.woff2$/.test(key))!;
    expect(await fileAt(`/${face}`)).toMatchObject({
      type: "font/woff2",
      cache: "public, max-age=31536000, immutable",
    });
    // Nothing of the build itself, and nothing that the page's policy would not let run.
    expect([...stored].filter((key) => key.endsWith("sources.sha256"))).toEqual([]);
    expect(page.text).not.toMatch(/<script(?![^>]* src=)|<style| style=/);
  });

  test("the next deployment keeps them for the pages that are open, and so does the last", async () => {
    const before = await keys();
    expect(await invokeAsCloudFormation(publisher, "Update", properties)).toMatchObject({ Status: "SUCCESS" });
    expect(await invokeAsCloudFormation(publisher, "Delete", properties)).toMatchObject({ Status: "SUCCESS" });
    expect(await keys()).toEqual(before);
  });
});

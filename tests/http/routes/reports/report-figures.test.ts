import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { beforeEach, describe, expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { fileOf } from "../../../../functions/core/report/rendition/figures/write-figures.ts";
import type { RenditionJob } from "../../../../functions/core/service/rendition/rendition-kind.ts";
import { runRendition } from "../../../../functions/core/service/rendition/run-rendition.ts";
import { packZip } from "../../../../functions/core/zip/pack-zip.ts";
import { decodeHttpEvent } from "../../../../functions/lambda/http/decode-http-event.ts";
import { openTestApp, problemFrom, type ReportBody, type TestApp } from "../../open-test-app.ts";

const drawing = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${"<path/>".repeat(99)}</svg>`);
const picture = Buffer.from("89504e470d0a1a0a", "hex");
const archive = packZip([
  ["manifest.json", Buffer.from("{}\n")],
  ["revenue.svg", drawing],
  ["revenue.png", picture],
  ["a%2Fb%20%E5%9B%BE.svg", drawing],
  ["a%2Fb%20%E5%9B%BE.png", picture],
]);

let app: TestApp;
let jobs: RenditionJob[];
let id: string;
/** What drawing the figures gives. */
let made: Uint8Array | Error;
let linked: string[];

async function open(links: boolean): Promise<void> {
  jobs = [];
  made = archive;
  linked = [];
  app = await openTestApp({
    change: {
      rendition: (job) => void jobs.push(job),
      ...(links && {
        async signFileUrl(key: string) {
          linked.push(key);
          return `https://store.example/${key}`;
        },
      }),
    },
  });
  id = ((await (await app.ask({ template: "sentence" }, { prefer: "wait=20" })).json()) as ReportBody).id;
}

beforeEach(() => open(false));

/** Works on what was asked for, as the queue does. */
async function work(): Promise<void> {
  for (const job of jobs.splice(0))
    await runRendition(job, {
      ...app.services,
      async makeRendition() {
        if (made instanceof Error) throw made;
        return made;
      },
    });
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  app.call(`/reports/${id}/figures${path}`, { headers });

test("the first request has the figures drawn, and all others read their part of them", async () => {
  const first = await get("/revenue.svg");
  expect([first.status, first.headers.get("retry-after")]).toEqual([202, "1"]);
  expect(await first.json()).toEqual({ state: "pending", report: id, form: "zip" });
  expect((await get("")).status).toBe(202);
  jobs.splice(1);
  await work();
  const svg = await get("/revenue.svg");
  expect(svg.headers.get("content-type")).toBe("image/svg+xml");
  expect(svg.headers.get("content-security-policy")).toMatch(/^sandbox.*default-src 'none'/);
  expect(svg.headers.get("content-disposition")).toContain('inline; filename="sentence-2026-01-31-en-revenue.svg"');
  expect(Buffer.from(await svg.arrayBuffer())).toEqual(drawing);
  const png = await get("/revenue.png");
  expect([png.headers.get("content-type"), Buffer.from(await png.arrayBuffer())]).toEqual(["image/png", picture]);
  expect((await get("/revenue.png", { "if-none-match": png.headers.get("etag")! })).status).toBe(304);
  expect((await get("/revenue.png", { "if-none-match": svg.headers.get("etag")! })).status).toBe(200);
  expect(jobs).toEqual([]);
  // They are those of the archive, which is there now.
  expect((await app.call(`/reports/${id}/figures.zip`)).status).toBe(200);
});

test("the list leads to every file, whatever the characters of its id", async () => {
  await get("");
  await work();
  const { figures } = (await (await get("")).json()) as { figures: { id: string; svg: string; png: string }[] };
  expect(figures.map((each) => each.id)).toEqual(["revenue", "a/b 图"]);
  for (const { svg, png } of figures) {
    expect(Buffer.from(await (await app.call(svg)).arrayBuffer())).toEqual(drawing);
    expect(Buffer.from(await (await app.call(png)).arrayBuffer())).toEqual(picture);
  }
});

test("its addresses lead there through API Gateway, too, which decodes a path before it is parted", async () => {
  const ids = ["revenue", "a/b", "a?b", "50%", "a#b", "a\\b", "图 1", "%41", "a%2Fc", "..", "a.b"];
  made = packZip([
    ["manifest.json", Buffer.from("{}\n")],
    ...ids.map((figure): [string, Uint8Array] => [`${fileOf(figure)}.svg`, Buffer.from(figure)]),
  ]);
  await get("");
  await work();
  const { figures } = (await (await get("")).json()) as { figures: { id: string; svg: string }[] };
  const found = await Promise.all(
    figures.map(async ({ svg }) => {
      const { request } = decodeHttpEvent({
        rawPath: decodeURIComponent(svg),
        rawQueryString: "",
        headers: {},
        isBase64Encoded: false,
        requestContext: { stage: "$default", domainName: "api.example.org", http: { method: "GET" } },
      } as unknown as APIGatewayProxyEventV2);
      return [await (await app.call(svg)).text(), await (await app.request(request)).text()];
    }),
  );
  expect(found).toEqual(ids.map((each) => [each, each]));
});

test("an unknown figure is a 404 with those that there are", async () => {
  await get("");
  await work();
  const allowed = ["revenue.svg", "revenue.png", "a/b 图.svg", "a/b 图.png"];
  for (const name of [
    "revenues.svg",
    "revenue",
    "revenue.jpg",
    "revenue.svg.png",
    "manifest.json",
    "Revenue.svg",
    ".svg",
  ]) {
    const problem = await problemFrom(await get(`/${name}`));
    expect([problem.status, problem.problems?.[0]]).toMatchObject([
      404,
      { code: "unknown-figure", seen: name, allowed },
    ]);
  }
  expect((await problemFrom(await get("/revenues.svg"))).problems?.[0]?.hint).toContain("revenue.svg");
});

test("a report without figures says so", async () => {
  made = packZip([["manifest.json", Buffer.from("{}\n")]]);
  await get("");
  await work();
  expect(await (await get("")).json()).toEqual({ figures: [] });
  const problem = await problemFrom(await get("/revenue.svg"));
  expect(problem.problems?.[0]).toMatchObject({
    code: "unknown-figure",
    message: expect.stringContaining("no figures"),
  });
});

test.each([
  ["conflict", "rendition-differs", 409],
  ["not-found", "unknown-version", 410],
] as const)("what the archive is refused for, its figures are: %s", async (kind, code, status) => {
  made = new BroadsheetError(kind, { code, message: "it cannot be made" });
  await get("/revenue.svg");
  await work();
  for (const path of ["", "/revenue.svg"]) {
    const problem = await problemFrom(await get(path));
    expect([problem.status, problem.problems?.[0]?.code]).toEqual([status, code]);
  }
});

test("they go with their report", async () => {
  await get("");
  await work();
  await app.call(`/reports/${id}`, { method: "DELETE" });
  expect([(await get("")).status, (await get("/revenue.svg")).status]).toEqual([404, 404]);
});

describe("where files have links", () => {
  beforeEach(() => open(true));

  test("a figure is sent itself, to clients of JSON too, since no link leads into an archive", async () => {
    await get("");
    await work();
    const answer = await get("/revenue.svg", { accept: "application/json" });
    expect([answer.status, Buffer.from(await answer.arrayBuffer())]).toEqual([200, drawing]);
    expect(linked).toEqual([]);
  });

  test("one that is too large for an answer is refused, and the archive has it", async () => {
    made = packZip([
      ["manifest.json", Buffer.from("{}\n")],
      ["map.png", new Uint8Array(4 * 1024 * 1024 + 1)],
    ]);
    await get("");
    await work();
    const problem = await problemFrom(await get("/map.png"));
    expect([problem.status, problem.problems?.[0]]).toMatchObject([
      422,
      { code: "figure-too-large", hint: expect.stringContaining("figures.zip") },
    ]);
    expect((await app.call(`/reports/${id}/figures.zip`)).status).toBe(302);
  });
});

import { DOMParser } from "@xmldom/xmldom";
import { beforeEach, expect, test } from "vitest";
import { systemClock } from "../../../../functions/adapters/system-clock.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import type { ReportContent } from "../../../../functions/core/report/publish/report-content.ts";
import {
  bodyOf,
  dataOf,
  openTestApp,
  problemFrom,
  quickRender,
  testDelivery,
  type TestApp,
} from "../../open-test-app.ts";

interface EditionBody {
  readonly id: string;
  readonly status: string;
  readonly self: string;
  readonly pdf: string;
  readonly changes: string;
  readonly report: string;
}

let app: TestApp;
let value = 1;
/** How far the application's clock is ahead. */
let aheadMs = 0;

beforeEach(async () => {
  value = 1;
  aheadMs = 0;
  app = await openTestApp({
    change: { clock: { ...systemClock, now: () => Date.now() + aheadMs } },
    render: async (accepted, progress) => {
      const content: ReportContent = {
        form: 2,
        template: "t",
        language: "en",
        keyFigures: [{ label: "Share <all>", value: String(value), place: "report.md:1", stem: "Share <all>" }],
        tables: [],
        charts: [],
        pages: [sha256(String(value))],
      };
      return { ...(await quickRender(accepted, progress)), content };
    },
  });
});

const send = (path: string, method: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  app.call(path, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const put = (changes: object = {}): Promise<Response> =>
  send("/publications/weekly", "PUT", {
    template: "sentence",
    on: [{ schedule: "0 7 * * 1", timezone: "Europe/Zurich" }],
    ...changes,
  });
const weekly = () => app.client.GET("/publications/{name}", { params: { path: { name: "weekly" } } });
/** Makes an edition and waits for it. @param date each edition has another one, and so another report */
const run = (date: string): Promise<Response> =>
  send("/publications/weekly/run", "POST", { date }, { prefer: "wait=10" });

/** Editions of one second are one edition. The clock of a virtual machine may also step back a little. */
function nextSecond(): void {
  aheadMs += 2_000;
}

test("a publication is created, changed, read and listed", async () => {
  const created = await put();
  expect([created.status, created.headers.get("location")]).toEqual([201, "/publications/weekly"]);
  expect((await put({ keep: 5 })).status).toBe(200);
  const body = await dataOf(weekly());
  expect(body).toMatchObject({
    name: "weekly",
    state: "active",
    template: "sentence",
    keep: 5,
    self: "/publications/weekly",
    pdf: "/publications/weekly/editions/latest/report.pdf",
  });
  expect(new Date(body.next!).getUTCDay()).toBe(1);
  expect(await dataOf(app.client.GET("/publications"))).toMatchObject({ publications: [{ name: "weekly" }] });
});

test("one publication more than may exist is refused, and any that exists is changed", async () => {
  const publications = { ...app.services.publications!, mostPublications: 1 };
  app = await openTestApp({ change: { publications } });
  expect((await put()).status).toBe(201);
  const other = { template: "sentence", on: [{ schedule: "0 7 * * 1" }] };
  expect(await problemFrom(await send("/publications/other", "PUT", other))).toMatchObject({
    status: 409,
    problems: [{ code: "too-many-publications", seen: 1, allowed: 1 }],
  });
  expect((await put({ keep: 5 })).status).toBe(200);
});

test("publications are filtered by state, template, dataset and name, page by page", async () => {
  interface Page {
    readonly publications: { readonly name: string }[];
    readonly next?: string;
  }
  const on = [{ schedule: "0 7 * * 1" }];
  for (const [called, configuration] of [
    ["sales-daily", { on: [{ data: ["numbers"] }] }],
    ["sales-monthly", { on, datasets: { numbers: "numbers" } }],
    ["weekly", { on }],
  ] as const)
    expect((await send(`/publications/${called}`, "PUT", { template: "sentence", ...configuration })).status).toBe(201);
  await send("/publications/sales-monthly/pause", "POST");
  const pages = async (query: string): Promise<string[][]> => {
    const found: string[][] = [];
    for (let path: string | undefined = `/publications?${query}`; path !== undefined;) {
      const page: Page = await bodyOf<Page>(app.call(path));
      found.push(page.publications.map(({ name }) => name));
      path = page.next;
    }
    return found;
  };
  expect(await pages("state=paused")).toEqual([["sales-monthly"]]);
  expect(await pages("state=active&limit=1")).toEqual([["sales-daily"], ["weekly"]]);
  expect(await pages("template=sentence")).toEqual([["sales-daily", "sales-monthly", "weekly"]]);
  expect(await pages("template=sent")).toEqual([[]]);
  expect(await pages("dataset=numbers")).toEqual([["sales-daily", "sales-monthly"]]);
  expect(await pages("search=sales&dataset=numbers&state=active")).toEqual([["sales-daily"]]);
  for (const [query, code] of [
    ["state=pause", "invalid-filter"],
    ["template=No%20name", "invalid-filter"],
    ["limit=0", "invalid-limit"],
  ])
    expect((await problemFrom(await app.call(`/publications?${query}`))).problems, query).toMatchObject([{ code }]);
  // Only lists without a next edition are the same a moment later.
  const tag = (await app.call("/publications?state=paused")).headers.get("etag")!;
  const ask = (): Promise<Response> => app.call("/publications?state=paused", { headers: { "if-none-match": tag } });
  expect((await ask()).status).toBe(304);
  await send("/publications/sales-monthly/resume", "POST");
  expect((await ask()).status).toBe(200);
});

test("faults of a configuration are all named, with what was meant", async () => {
  const problem = await problemFrom(
    await put({ on: [{ schedule: "0 25 * * 1", timezone: "Europe/Zurih" }], skipp: true }),
  );
  expect(problem.status).toBe(400);
  expect(problem.problems).toMatchObject([
    { pointer: "/skipp", hint: 'did you mean "skip"?' },
    { pointer: "/on/0/timezone", hint: 'did you mean "Europe/Zurich"?' },
    { pointer: "/on/0/schedule", code: "invalid-schedule" },
  ]);
  expect((await problemFrom(await put({ template: "sentense" }))).problems).toMatchObject([
    { pointer: "/template", hint: 'did you mean "sentence"?' },
  ]);
  expect((await problemFrom(await put({ parameters: { yeer: 2021 } }))).problems).toMatchObject([
    { pointer: "/parameters/yeer" },
  ]);
  expect((await problemFrom(await put({ on: [{ data: ["numbres"] }] }))).problems).toMatchObject([
    { pointer: "/on/0/data/0", hint: 'did you mean "numbers"?' },
  ]);
  expect((await app.call("/publications/weekly")).status).toBe(404);
});

test("it is paused and resumed, and deleted with its editions", async () => {
  await put();
  const made = await bodyOf<EditionBody>(run("2026-01-31"));
  expect(
    await dataOf(app.client.POST("/publications/{name}/pause", { params: { path: { name: "weekly" } } })),
  ).toMatchObject({ state: "paused" });
  expect(await dataOf(weekly())).not.toHaveProperty("next");
  expect(
    await dataOf(app.client.POST("/publications/{name}/resume", { params: { path: { name: "weekly" } } })),
  ).toMatchObject({ state: "active" });
  expect((await send("/publications/weekly", "DELETE")).status).toBe(204);
  expect((await app.call(made.self)).status).toBe(404);
  expect((await send("/publications/weekly", "DELETE")).status).toBe(404);
});

test("an edition made by hand has a stable link, a link by day and one by id", async () => {
  await put();
  const answer = await run("2026-01-31");
  expect(answer.status).toBe(201);
  const edition = await bodyOf<EditionBody>(answer);
  expect(answer.headers.get("location")).toBe(edition.self);
  expect(edition).toMatchObject({
    status: "ready",
    publication: "weekly",
    cause: { kind: "run" },
    date: "2026-01-31",
    title: "A sentence",
    pages: 1,
  });
  // The day in the schedule's zone, which begins before that of the id.
  const day = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Zurich" }).format(
    new Date(edition.id.replace(/t(\d\d)-(\d\d)-(\d\d)z/, "T$1:$2:$3Z")),
  );
  for (const path of ["latest", day, edition.id]) {
    expect(await bodyOf(app.call(`/publications/weekly/editions/${path}`))).toMatchObject({ id: edition.id });
    const pdf = await app.call(`/publications/weekly/editions/${path}/report.pdf`);
    expect([pdf.status, pdf.headers.get("content-type"), pdf.headers.get("content-disposition")]).toEqual([
      200,
      "application/pdf",
      'inline; filename="weekly-2026-01-31-en.pdf"',
    ]);
    expect(await pdf.text()).toContain("%PDF-1.7");
  }
  const etag = (await app.call(edition.pdf)).headers.get("etag") ?? "";
  expect((await app.call(edition.pdf, { headers: { "if-none-match": etag } })).status).toBe(304);
  expect((await app.call(edition.pdf, { headers: { range: "bytes=0-3" } })).status).toBe(206);
});

test("an edition keeps its PDF when its report is deleted", async () => {
  await put();
  const edition = await bodyOf<EditionBody>(run("2026-01-31"));
  expect((await send(edition.report, "DELETE")).status).toBe(204);
  expect((await app.call("/publications/weekly/editions/latest/report.pdf")).status).toBe(200);
});

test("changes are told as data and in words, and in the feed", async () => {
  await put();
  const first = await bodyOf<EditionBody>(run("2026-01-31"));
  expect(await bodyOf(app.call(first.changes))).toMatchObject({ words: ["First edition"] });
  nextSecond();
  value = 2;
  const second = await bodyOf<EditionBody>(run("2026-02-28"));
  expect(await bodyOf(app.call(second.changes))).toMatchObject({
    before: first.id,
    keyFigures: { count: 1, first: [{ label: "Share <all>", before: "1", after: "2" }] },
    words: ["Share <all>: 1 → 2", "Pages that differ: 1"],
  });

  const feed = await app.call("/publications/weekly/feed.atom");
  expect(feed.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  const xml = new DOMParser({
    onError: (_level, message) => {
      throw new Error(message);
    },
  }).parseFromString(await feed.text(), "text/xml");
  const texts = (tag: string): string[] =>
    [...xml.getElementsByTagNameNS("http://www.w3.org/2005/Atom", tag)].map(({ textContent }) => textContent ?? "");
  expect(texts("id")).toEqual([
    "urn:broadsheet:publication:weekly",
    `urn:broadsheet:edition:weekly:${second.id}`,
    `urn:broadsheet:edition:weekly:${first.id}`,
  ]);
  expect(texts("title")).toEqual(["A sentence", "A sentence, 2026-02-28", "A sentence, 2026-01-31"]);
  expect(texts("summary")).toEqual(["Share <all>: 1 → 2\nPages that differ: 1", "First edition"]);
  expect(texts("updated")).toHaveLength(3);
  for (const time of [...texts("updated"), ...texts("published")])
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const [self, ...others] = [...xml.getElementsByTagName("link")].map(
    (link) => new URL(link.getAttribute("href") ?? "", "http://x/publications/weekly/feed.atom").pathname,
  );
  expect(self).toBe("/publications/weekly/feed.atom");
  for (const path of others) expect((await app.call(path)).status).toBe(200);
  expect(
    (await app.call("/publications/weekly/feed.atom", { headers: { "if-none-match": feed.headers.get("etag") ?? "" } }))
      .status,
  ).toBe(304);
});

test("editions are listed newest first, page by page", async () => {
  await put();
  const first = await bodyOf<EditionBody>(run("2026-01-31"));
  nextSecond();
  const second = await bodyOf<EditionBody>(run("2026-02-28"));
  const page = await bodyOf<{ editions: EditionBody[]; next: string }>(
    app.call("/publications/weekly/editions?limit=1"),
  );
  expect(page.editions.map(({ id }) => id)).toEqual([second.id]);
  const rest = await bodyOf<{ editions: EditionBody[]; next?: string }>(app.call(page.next));
  expect(rest.editions.map(({ id }) => id)).toEqual([first.id]);
  const inState = async (status: string): Promise<unknown[]> =>
    (
      await bodyOf<{ editions: EditionBody[] }>(app.call(`/publications/weekly/editions?status=${status}`))
    ).editions.map(({ id }) => id);
  expect([await inState("ready"), await inState("failed")]).toEqual([[second.id, first.id], []]);
  for (const query of ["after=x", "status=done"])
    expect((await app.call(`/publications/weekly/editions?${query}`)).status).toBe(400);
});

test("an edition that was deleted is gone, and the one before is the latest again", async () => {
  await put();
  const first = await bodyOf<EditionBody>(run("2026-01-31"));
  nextSecond();
  const second = await bodyOf<EditionBody>(run("2026-02-28"));
  expect((await send(second.self, "DELETE")).status).toBe(204);
  expect((await app.call(second.self)).status).toBe(404);
  expect(await bodyOf(app.call("/publications/weekly/editions/latest"))).toMatchObject({ id: first.id });
});

test("a failed edition says why, has no PDF, and is made again by retry", async () => {
  let broken = true;
  app = await openTestApp({
    render: async (accepted, progress) => {
      if (broken) throw new BroadsheetError("query-failed", { code: "query-failed", message: "no such column" });
      return quickRender(accepted, progress);
    },
  });
  await put();
  const made = await bodyOf<EditionBody>(run("2026-01-31"));
  expect(made).toMatchObject({
    status: "failed",
    final: true,
    failure: { type: "urn:broadsheet:problem:query-failed", detail: "no such column" },
  });
  const problem = await problemFrom(await app.call(`${made.self}/report.pdf`));
  expect([problem.status, ...(problem.problems ?? []).map(({ code }) => code)]).toEqual([
    409,
    "edition-not-ready",
    "query-failed",
  ]);
  expect((await app.call("/publications/weekly/editions/latest")).status).toBe(404);
  broken = false;
  const again = await send(`${made.self}/retry`, "POST", undefined, { prefer: "wait=10" });
  expect([again.status, await bodyOf(again)]).toMatchObject([
    201,
    { id: made.id, generation: 2, status: "ready", date: "2026-01-31" },
  ]);
  expect((await app.call("/publications/weekly/editions/latest/report.pdf")).status).toBe(200);
});

test("an edition whose report waits is being made", async () => {
  app = await openTestApp({ change: { claimed: () => {} } });
  await put();
  const answer = await send("/publications/weekly/run", "POST");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([202, "5"]);
  const { pdf: _pdf, ...made } = await bodyOf<EditionBody>(answer);
  expect(made.status).toBe("making");
  const pending = await problemFrom(await app.call(`${made.self}/report.pdf`));
  expect([pending.status, pending.problems?.[0]?.code]).toEqual([409, "edition-not-ready"]);
});

test("a run says what is wrong with its date, and with a template that the publication no longer fits", async () => {
  await put({ parameters: { year: 2021 } });
  expect(
    (await problemFrom(await send("/publications/weekly/run", "POST", { date: "2026-02-30" }))).problems,
  ).toMatchObject([{ pointer: "/date" }]);
  expect((await problemFrom(await send("/publications/weekly/run", "POST", { dat: 1 }))).problems).toMatchObject([
    { pointer: "/dat", hint: 'did you mean "date"?' },
  ]);
  expect((await problemFrom(await send("/publications/weekly/run", "POST", "text"))).status).toBe(400);
});

test("what does not exist is not found, and said to be so", async () => {
  expect((await problemFrom(await app.call("/publications/none"))).problems).toMatchObject([
    { code: "unknown-publication" },
  ]);
  await put();
  expect((await problemFrom(await app.call("/publications/weekly/editions/latest"))).problems).toMatchObject([
    { code: "unknown-edition", message: 'no edition of "weekly" is ready' },
  ]);
  for (const id of ["2026-01-31", "2026-01-31t00-00-00z", "..%2F..", "A"])
    expect((await app.call(`/publications/weekly/editions/${id}`)).status).toBe(404);
});

test("a deliver list is checked against the host, and every fault is named", async () => {
  const faultless = [{ mail: { to: "anna@example.org" } }, { copy: { to: "weekly" } }];
  const none = await problemFrom(await put({ deliver: faultless }));
  expect(none.problems).toMatchObject([{ pointer: "/deliver", code: "no-delivery" }]);

  app = await openTestApp({ change: { delivery: testDelivery() } });
  const shape = await problemFrom(await put({ deliver: [{ mial: { to: "anna@example.org" } }] }));
  expect(shape.problems).toMatchObject([{ pointer: "/deliver/0/mial", hint: 'did you mean "mail"?' }]);
  const host = await problemFrom(
    await put({
      deliver: [
        { webhook: "crm" },
        { mail: { to: ["anna@example.org", "ben"], subject: "{{ titel" } },
        { mail: { to: { column: "email" } } },
        { copy: { to: "../up" } },
      ],
    }),
  );
  expect(host.problems?.map(({ pointer }) => pointer)).toEqual([
    "/deliver/0/webhook",
    "/deliver/1/mail/subject",
    "/deliver/1/mail/to/1",
    "/deliver/2/mail/to",
    "/deliver/3/copy/to",
  ]);
  const stored = await put({ deliver: faultless });
  expect([stored.status, (await bodyOf(stored))["deliver"]]).toEqual([201, faultless]);
});

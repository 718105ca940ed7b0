import { beforeAll, expect, test } from "vitest";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";
import { pageTexts } from "../../../core/report/pdf/canvas-page.ts";

interface PreviewBody {
  readonly id: string;
  readonly state: string;
  readonly title?: string;
  readonly problems: readonly Readonly<Record<string, unknown>>[];
  readonly warnings: readonly Readonly<Record<string, unknown>>[];
  readonly pages: readonly {
    readonly number: number;
    readonly digest: string;
    readonly self: string;
    readonly pdf?: string;
    readonly width: number;
  }[];
  readonly blocks: readonly {
    readonly type: string;
    readonly file: string;
    readonly line: number;
    readonly page: number;
    readonly y: number;
  }[];
  readonly queries: readonly { readonly name: string; readonly rows: number; readonly columns: readonly unknown[] }[];
  readonly pdf: string;
}

let app: TestApp;
let count = 0;

beforeAll(async () => {
  app = await openTestApp();
});

/** A session of a test's own. */
function session(): string {
  count += 1;
  return `session-${count}`;
}

function send(body: object): Promise<Response> {
  return app.call("/previews", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ template: "sentence", ...body }),
  });
}

async function preview(body: object): Promise<PreviewBody> {
  const response = await send(body);
  expect(response.status).toBe(200);
  return await bodyOf<PreviewBody>(response);
}

test("a faulty session is named in words", async () => {
  const response = await send({ session: "my editor" });
  expect(await bodyOf<{ readonly detail: string }>(response)).toMatchObject({
    status: 400,
    detail: '"session" must be 8 to 64 letters, digits, hyphens and underscores',
  });
});

test("a preview lays out the stored version with unsaved changes, and stores nothing", async () => {
  const { store } = app.services;
  const before = JSON.stringify(await store.list(""));
  const made = await preview({
    session: session(),
    files: { "report.md": "# The value was {{ latest.first.value }}\n\nUnsaved words.\n" },
    parameters: { year: 2021 },
    pages: [1],
  });
  expect(made).toMatchObject({
    state: "current",
    title: "The value was 2",
    problems: [],
    queries: [{ name: "latest", rows: 1, columns: [{ name: "value", type: "number" }] }],
  });
  expect(made.pages.map(({ number }) => number)).toEqual([1]);
  expect(made.pages[0]!.width).toBeCloseTo(595.28, 1);
  expect((await pageTexts(Buffer.from(made.pages[0]!.pdf!, "base64"))).join(" ")).toContain("Unsaved words.");
  const page = await app.call(made.pages[0]!.self);
  expect(page.headers.get("content-type")).toBe("application/pdf");
  expect(Buffer.from(await page.arrayBuffer()).toString("base64")).toBe(made.pages[0]!.pdf);
  expect(made.blocks.map(({ type, file, line, page }) => [type, file, line, page])).toEqual([
    ["heading", "report.md", 1, 1],
    ["paragraph", "report.md", 3, 1],
  ]);
  expect(JSON.stringify(await store.list(""))).toBe(before);
});

test("the whole report of a preview is that of the same files once they are stored", async () => {
  const made = await preview({ session: session() });
  const bytes = Buffer.from(await (await app.call(made.pdf)).arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect((await pageTexts(bytes)).join(" ")).toContain("In 2020.");
});

test("the next preview of a session sends only what has changed", async () => {
  const own = session();
  const first = await preview({
    session: own,
    files: { "queries/latest.sql": "SELECT value + 1 AS value FROM numbers WHERE year = $year" },
  });
  expect(first.title).toBe("The value was 2.5");
  const second = await preview({
    session: own,
    since: first.id,
    files: { "report.md": "# Now {{ latest.first.value }}\n" },
  });
  expect(second.title).toBe("Now 2.5");
  expect(second.pages[0]!.digest).not.toBe(first.pages[0]!.digest);
  const third = await preview({
    session: own,
    since: second.id,
    files: { "report.md": "# Now {{ latest.first.value }}\n\n<!-- no words -->\n" },
  });
  expect(third.pages[0]!.digest).toBe(second.pages[0]!.digest);
});

test("faults are named with file and line beside the last good pages", async () => {
  const own = session();
  const none = await preview({ session: own, files: { "report.md": "# {{ latest.first.valu }}\n" } });
  expect(none).toMatchObject({ state: "none", pages: [], problems: [{ file: "report.md", line: 1 }] });
  const good = await preview({ session: own });
  const stale = await preview({
    session: own,
    since: good.id,
    files: { "queries/latest.sql": "SELECT valu FROM numbers" },
    pages: [1],
  });
  expect(stale).toMatchObject({
    state: "stale",
    title: good.title,
    problems: [{ file: "queries/latest.sql", line: 1 }],
  });
  expect(stale.pages.map(({ digest }) => digest)).toEqual(good.pages.map(({ digest }) => digest));
  // It looks as in the preview of `since`.
  expect(stale.pages[0]!.pdf).toBeUndefined();
  const mended = await preview({
    session: own,
    since: stale.id,
    files: { "queries/latest.sql": "SELECT value FROM numbers" },
  });
  expect(mended.state).toBe("current");
  const wrong = await preview({ session: own, since: mended.id, parameters: { year: 1900 } });
  expect(wrong).toMatchObject({ state: "stale", problems: [{ pointer: "/parameters/year", seen: 1900 }] });
});

test("rows of a query, and what the check says", async () => {
  const made = await preview({ session: session(), files: { "report.md": "# A title\n" } });
  expect(await bodyOf(app.call(`/previews/${made.id}/queries/latest`))).toEqual({
    columns: [{ name: "value", type: "number" }],
    rows: [[1.5]],
  });
  expect(await problemFrom(await app.call(`/previews/${made.id}/queries/late`))).toMatchObject({
    status: 404,
    problems: [{ code: "unknown-query", allowed: ["latest"] }],
  });
  const { warnings } = await bodyOf<{ warnings: readonly { readonly code: string }[] }>(
    app.call(`/previews/${made.id}/problems`),
  );
  expect(warnings.map(({ code }) => code)).toContain("unused-query");
});

test.each([
  [{ session: "x" }, 400, "/session"],
  [{ session: "session-x", template: "sentence@1" }, 400, "/template"],
  [{ session: "session-x", files: { "report.md": 3 } }, 400, "/files/report.md"],
  [{ session: "session-x", files: { "data/x.csv": { base64: "ä" } } }, 400, "/files/data~1x.csv"],
  [{ session: "session-x", base: "disk" }, 400, "/base"],
  [{ session: "session-x", base: "folder" }, 404, "/base"],
  [{ session: "session-x", base: "stored", since: "a".repeat(64) }, 400, "/base"],
  [{ session: "session-x", since: "a".repeat(64) }, 404, "/since"],
  [{ session: "session-x", files: { "queries/none.sql": null } }, 400, "/files"],
  [{ session: "session-x", template: "sentense" }, 404, "/template"],
])("%j is %i", async (body, status, pointer) => {
  const problem = await problemFrom(await send(body));
  expect(problem).toMatchObject({ status });
  expect(problem.problems?.[0]?.["pointer"]).toMatch(new RegExp(`^${pointer}`));
});

test("no template can have a path that leaves it", async () => {
  expect(await problemFrom(await send({ session: session(), files: { "../report.md": "" } }))).toMatchObject({
    status: 422,
    problems: [{ code: "invalid-path" }],
  });
});

test("what is not kept is not found", async () => {
  for (const path of ["pages/1.pdf", "report.pdf", "queries/latest", "problems"]) {
    expect((await app.call(`/previews/${"b".repeat(64)}/${path}`)).status, path).toBe(404);
    expect((await app.call(`/previews/nonsense/${path}`)).status, path).toBe(404);
  }
  const made = await preview({ session: session() });
  expect(await problemFrom(await app.call(`/previews/${made.id}/pages/2.pdf`))).toMatchObject({
    problems: [{ code: "unknown-page", allowed: "1 to 1" }],
  });
});

test("the tests among the files run, and each says what was expected, what was seen, and where", async () => {
  const made = await preview({
    session: session(),
    files: {
      "tests/figures.csv": "year,value\n2020,1.5\n2021,2\n",
      "tests/a.yaml": "title: Holds\ndatasets: { numbers: tests/figures.csv }\nexpect:\n  texts: [In 2020.]\n",
      "tests/b.yaml":
        "title: Does not hold\ndatasets: { numbers: tests/figures.csv }\nparameters: { year: 2021 }\nexpect:\n  title: The value was 3\n  pages: 1\n",
    },
  });
  expect(await bodyOf(app.call(`/previews/${made.id}/tests`))).toEqual({
    tests: [
      { file: "tests/a.yaml", title: "Holds", passed: true, problems: [] },
      {
        file: "tests/b.yaml",
        title: "Does not hold",
        passed: false,
        problems: [
          {
            code: "expectation-failed",
            message: "the title differs",
            file: "tests/b.yaml",
            line: 5,
            column: 3,
            seen: "The value was 2",
            allowed: "The value was 3",
          },
        ],
      },
    ],
    problems: [],
  });
  const none = await preview({ session: session() });
  expect(await bodyOf(app.call(`/previews/${none.id}/tests`))).toEqual({ tests: [], problems: [] });
  const faulty = await preview({ session: session(), files: { "tests/a.yaml": "expect:\n  text: [x]\n" } });
  expect(await bodyOf(app.call(`/previews/${faulty.id}/tests`))).toMatchObject({
    tests: [],
    problems: [{ file: "tests/a.yaml", line: 2, hint: 'did you mean "texts"?' }],
  });
});

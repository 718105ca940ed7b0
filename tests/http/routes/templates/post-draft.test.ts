import { beforeAll, expect, test } from "vitest";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

interface DraftBody {
  readonly dataset: { readonly name: string; readonly version: string };
  readonly story: string;
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly questions: readonly {
    readonly name: string;
    readonly chosen: unknown;
    readonly choices: readonly { readonly value: unknown; readonly label: string }[];
  }[];
  readonly assumed: readonly { readonly text: string; readonly file: string; readonly line: number }[];
  readonly proposal: boolean;
}

interface TitledBody extends DraftBody {
  readonly title: string;
  readonly leftOut?: { readonly of: number; readonly blank: readonly string[]; readonly unfinished: readonly string[] };
}

interface PreviewBody {
  readonly state: string;
  readonly problems: readonly unknown[];
  readonly warnings: readonly unknown[];
  readonly pages: readonly unknown[];
}

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
  const rows = ["north", "south", "west"].flatMap((region, at) =>
    Array.from({ length: 6 }, (_, year) => `${2019 + year},${region},${100 + 10 * year * (at + 1)},${at + year}`),
  );
  const stored = await app.call("/datasets/sales-by-region", {
    method: "PUT",
    body: `year,region,sales,price\n${rows.join("\n")}\n`,
    headers: { "content-type": "text/csv" },
  });
  expect(stored.status).toBeLessThan(300);
});

const post = async (path: string, body: unknown): Promise<Response> =>
  await app.call(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

test("a stored dataset becomes files that preview without findings", { timeout: 60_000 }, async () => {
  const answer = await post("/drafts", { dataset: "sales-by-region" });
  expect(answer.status).toBe(200);
  const draft = await bodyOf<DraftBody>(answer);
  expect(draft).toMatchObject({ story: "panel", proposal: false, dataset: { name: "sales-by-region" } });
  expect(draft.questions.map(({ name, chosen }) => [name, chosen])).toEqual([
    ["about", "sales"],
    ["adds", true],
    ["period", "year"],
    ["compare", "region"],
  ]);
  for (const { file, line } of draft.assumed) expect(draft.files[file]?.split("\n")[line - 1]).toBeTruthy();
  const preview = await bodyOf<PreviewBody>(
    await post("/previews", {
      session: "drafted-one",
      template: "drafted",
      base: "nothing",
      files: draft.files,
      pages: [1],
    }),
  );
  expect(preview).toMatchObject({ state: "current", problems: [], warnings: [] });
  expect(preview.pages.length).toBeGreaterThan(0);
});

test("answers count more than the rules", { timeout: 60_000 }, async () => {
  const answers = { about: "price", adds: false, language: "zh" };
  const draft = await bodyOf<DraftBody>(await post("/drafts", { dataset: "sales-by-region", answers }));
  expect(draft.questions.map(({ name, chosen }) => [name, chosen]).slice(0, 2)).toEqual([
    ["about", "price"],
    ["adds", false],
  ]);
  expect(draft.files["report.md"]).toContain("关于数据");
});

test.each([
  [{ dataset: "nowhere" }, 404, "unknown-dataset", "/dataset"],
  [{ dataset: "sales-by-region", answers: { about: "salse" } }, 400, "unknown-answer", "/answers/about"],
  [{ dataset: "sales-by-region", answers: { period: "month" } }, 400, "unknown-answer", "/answers/period"],
  [{ dataset: "sales-by-region", answers: { period: "decade" } }, 400, undefined, "/answers/period"],
  [{ answers: {} }, 400, undefined, "/dataset"],
])("%j is refused by JSON pointer", async (body, status, code, pointer) => {
  const problem = await problemFrom(await post("/drafts", body));
  expect(problem).toMatchObject({ status, problems: [{ pointer, ...(code !== undefined && { code }) }] });
});

test.each(["Costs {{ 1 }} {% x %}", "维修记录", "A: b # c"])("a draft is called %s as it is given", async (title) => {
  const plain = await bodyOf<TitledBody>(await post("/drafts", { dataset: "sales-by-region" }));
  expect(plain.title).toBe("Sales");
  const draft = await bodyOf<TitledBody>(await post("/drafts", { dataset: "sales-by-region", answers: { title } }));
  expect(draft).toMatchObject({ title, what: plain.what, questions: plain.questions });
  const preview = await bodyOf<PreviewBody>(
    await post("/previews", {
      session: "titled-one",
      template: "titled",
      base: "nothing",
      files: draft.files,
      pages: [1],
    }),
  );
  expect(preview).toMatchObject({ state: "current", problems: [] });
});

test("a title of spaces is refused in words", async () => {
  const answer = await post("/drafts", { dataset: "sales-by-region", answers: { title: " \n " } });
  expect(answer.status).toBe(400);
  const text = await answer.text();
  expect(text).toContain("must be a text that is not blank");
  expect(text).not.toContain("\\S");
});

test.each(["", " \n ", "x".repeat(201)])("no draft is called by %j", async (title) => {
  expect((await post("/drafts", { dataset: "sales-by-region", answers: { title } })).status).toBe(400);
});

test("periods without a value, and those that are not complete, are told with the draft", async () => {
  const days = Array.from({ length: 300 }, (_, at) => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10));
  const rows = days.map((day, at) => `${day},${day.startsWith("2025-03") ? "" : 100 + ((at * 37) % 41)}`);
  const body = `day,sales\n${rows.join("\n")}\n`;
  await app.call("/datasets/blank-march", { method: "PUT", body, headers: { "content-type": "text/csv" } });
  const draft = await bodyOf<TitledBody>(
    await post("/drafts", { dataset: "blank-march", answers: { period: "month" } }),
  );
  expect(draft.leftOut).toEqual({ of: 10, blank: ["2025-03"], unfinished: ["2025-10"] });
});

import { beforeAll, expect, test } from "vitest";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

interface DraftBody {
  readonly dataset: { readonly name: string; readonly version: string };
  readonly story: string;
  readonly files: Readonly<Record<string, string>>;
  readonly questions: readonly {
    readonly name: string;
    readonly chosen: unknown;
    readonly choices: readonly { readonly value: unknown; readonly label: string }[];
  }[];
  readonly assumed: readonly { readonly text: string; readonly file: string; readonly line: number }[];
  readonly proposal: boolean;
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

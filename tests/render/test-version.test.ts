import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import type { Findings } from "../../functions/core/report/compose/check/check-text.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { testVersion } from "../../functions/render/test-version.ts";
import { sentence } from "../http/open-test-app.ts";

const world = createWorld(new MemoryObjectStore());
const figures = { "tests/figures.csv": "year,value\n2020,1.5\n2021,2\n" };

async function run(files: Readonly<Record<string, string>>): Promise<Findings> {
  const changed = Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  const { version } = await seedTemplate(world.store, "sentence", new Map([...sentence, ...changed]));
  return testVersion({ name: "sentence", version }, world);
}

const expecting = (texts: string): string =>
  `title: The year 2021\ndatasets: { numbers: tests/figures.csv }\nparameters: { year: 2021 }\nexpect:\n  texts:\n    - ${texts}\n`;

test("a version passes whose tests all hold, and the store stays as it was", async () => {
  const tests = { ...figures, "tests/2021.yaml": expecting("In 2021.") };
  expect(await run(tests)).toEqual({ errors: [], warnings: [] });
  expect((await world.store.list("datasets/")).objects).toEqual([]);
});

test("each test that fails is named, with file and line", async () => {
  const { errors } = await run({
    ...figures,
    "tests/a.yaml": expecting("In 2020."),
    "tests/b.yaml": expecting("In 2021."),
  });
  expect(errors).toMatchObject([
    {
      code: "expectation-failed",
      message: expect.stringMatching(/^the test "The year 2021" fails: /),
      where: { file: "tests/a.yaml", line: 6 },
    },
  ]);
});

test.each([
  ["without tests", {}, { code: "no-tests", where: { file: "tests" } }],
  [
    "with a faulty test",
    { "tests/a.yaml": "expect:\n  text: [x]\n" },
    { where: { file: "tests/a.yaml", line: 2 }, hint: 'did you mean "texts"?' },
  ],
])("a version %s does not pass", async (_what, files, problem) => {
  expect((await run(files)).errors).toMatchObject([problem]);
});

test("a version that is not stored is not found", async () => {
  await expect(testVersion({ name: "sentence", version: "f".repeat(64) }, world)).rejects.toMatchObject({
    kind: "not-found",
  });
});

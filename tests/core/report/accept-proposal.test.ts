import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { shapeTable } from "./shape-table.ts";

const samples = JSON.parse(
  readFileSync(join(import.meta.dirname, "dataset/as-found-samples.json"), "utf8"),
) as Readonly<Record<string, string>>;

test("each proposed recipe, accepted as it is printed, makes the columns what the proposal says", async () => {
  const scratch = await openScratchFolder();
  let accepted = 0;
  try {
    for (const [file, text] of Object.entries(samples)) {
      const body = new TextEncoder().encode(text);
      const profile = await storeDataset(new MemoryObjectStore(), "d", { body, format: "csv" }, scratch).catch(
        () => undefined,
      );
      if (profile?.proposal === undefined) continue;
      const { recipe, spoiled } = profile.proposal;
      const made = await shapeTable(text, stringify(recipe)).catch((error: unknown) => {
        throw new Error(`${file}: ${String(error)}`, { cause: error });
      });
      const renamed = Object.assign({}, ...recipe.steps.map((step) => ("names" in step ? step.names : {}))) as Readonly<
        Record<string, string>
      >;
      for (const { column, type, fits } of spoiled) {
        const name = renamed[column] ?? column;
        const found = made.profile.columns.find((one) => one.name === name);
        expect([name, found?.type], file).toEqual([name, type]);
        // No number or date was lost, and nothing else became one.
        expect([name, made.profile.rows - found!.nulls], file).toEqual([name, fits]);
      }
      expect(made.profile.proposal, file).toBeUndefined();
      accepted++;
    }
  } finally {
    await scratch.dispose();
  }
  expect(accepted).toBeGreaterThan(20);
});

test.each([
  ["n,x\na,1.5*\nb,2.5\nc,3.5\nd,4.5\ne,5.5\nf,6.5\n", "n,x\na,7.5\nb,8.25\n", "number"],
  ["n,x\na,1 [1]\nb,2\nc,3\nd,4\ne,5\nf,6\nTotal,Sum\n", "n,x\na,7\nb,8\n", "integer"],
  ["d,x\n2024-01-05,1\n2024-01-06,2\n2024-01-07,3\nTotal,6\n", "d,x\n2024-01-08,1\n", "integer"],
])(
  "an accepted recipe takes the file of the next week, in which nothing spoils a column: %j",
  async (spoiled, clean, type) => {
    const scratch = await openScratchFolder();
    try {
      const body = new TextEncoder().encode(spoiled);
      const { proposal } = await storeDataset(new MemoryObjectStore(), "d", { body, format: "csv" }, scratch);
      expect(proposal).toBeDefined();
      const next = await shapeTable(clean, stringify(proposal!.recipe));
      expect(next.profile.columns[1]).toMatchObject({ name: "x", type, nulls: 0 });
      expect(next.rows.length).toBe(clean.trim().split("\n").length - 1);
    } finally {
      await scratch.dispose();
    }
  },
);

test("a column to which a step gives a type is not told any more why it was text, under its old name or a new one", async () => {
  const days = Array.from({ length: 8 }, (_, day) => `2024-01-0${day + 1},${day === 1 ? "n/a,x" : `${day},${day}.5`}`);
  const text = `day,sold,note\n${days.join("\n")}\n`;
  const warned = async (recipe: object): Promise<readonly unknown[]> =>
    (await shapeTable(text, stringify(recipe))).profile.warnings.map(({ where }) => where?.name);
  expect(await warned({ missing: ["-"], steps: [{ trim: ["day"] }] })).toEqual(["sold", "note"]);
  const out = { "leave-out": { where: "sold = 'n/a'" } };
  expect(await warned({ steps: [out, { types: { sold: "integer" } }] })).toEqual(["note"]);
  expect(await warned({ steps: [{ names: { sold: "n" } }, { types: { n: "text" } }] })).toEqual(["note"]);
});

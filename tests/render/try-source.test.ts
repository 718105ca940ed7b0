import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import type { FetchSource } from "../../functions/core/service/source/fetched.ts";
import { largestLimits, type SourceDefinition, usualLimits } from "../../functions/core/service/source/source.ts";
import { answerRecipe } from "../../functions/render/data/answer-recipe.ts";
import { trySource } from "../../functions/render/data/pull-source.ts";
import { tooMuch } from "../../functions/source/refuse-source.ts";

const definition: SourceDefinition = { engine: "s3", connection: "shop", path: "a.csv", limits: usualLimits };

/** What a dry run shows of a CSV. */
async function tried(text: string): Promise<readonly unknown[]> {
  const fetch: FetchSource = async (_, { folder }) => {
    writeFileSync(join(folder, "fetched"), text);
    const provenance = { engine: "s3", connection: "shop", query: "q", started: "s", finished: "f", bytes: 1 } as const;
    return { file: join(folder, "fetched"), format: "csv", provenance };
  };
  const store = new MemoryObjectStore();
  const { first = "" } = await trySource("orders", definition, fetch, (asked) => answerRecipe(asked, store));
  expect(Buffer.byteLength(JSON.stringify(first))).toBeLessThan(5_000_000);
  return (JSON.parse(first) as { readonly rows: readonly unknown[] }).rows;
}

function rows(count: number, length: number): string {
  return `id,note\n${Array.from({ length: count }, (_, row) => `${row},"${'""'.repeat(length)}"\n`).join("")}`;
}

test("a dry run shows fewer rows if they are long, and refuses one that is too long by name", async () => {
  expect(await tried(rows(60, 10))).toHaveLength(50);
  expect(await tried(rows(12, 100_000))).toHaveLength(4);
  await expect(tried(rows(2, 600_000))).rejects.toMatchObject({
    kind: "limit-exceeded",
    problems: [{ code: "row-too-long", where: { row: 1 } }],
  });
});

/** How a dry run refuses a source that gives more than it may. */
async function refused(bytes: number): Promise<unknown> {
  const limits = { ...usualLimits, bytes };
  return await trySource(
    "orders",
    { ...definition, limits },
    (asked) => Promise.reject(tooMuch("shop", "bytes", asked.limits.bytes, "too-large")),
    () => Promise.reject(new Error("nothing is read")),
  ).catch((error: unknown) => error);
}

test("a dry run says that its own limit was met, not the definition's", async () => {
  expect(await refused(largestLimits.bytes)).toMatchObject({
    problems: [
      { code: "trial-too-large", allowed: 64 * 1024 ** 2, hint: expect.stringContaining("without a dry run") },
    ],
  });
  expect(await refused(1000)).toMatchObject({ problems: [{ code: "too-many-bytes", allowed: 1000 }] });
});

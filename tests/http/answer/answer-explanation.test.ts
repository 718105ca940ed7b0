import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { explainNumbers } from "../../../functions/core/report/explain-numbers.ts";
import type { World } from "../../../functions/core/report/generate-report.ts";
import { numbersKey } from "../../../functions/core/service/lifecycle/records/keys.ts";
import type { ReadyReport } from "../../../functions/core/service/lifecycle/status/report-status.ts";
import { explainStored } from "../../../functions/http/answer/answer-explanation.ts";
import type { Services } from "../../../functions/http/services.ts";

const engine = "e".repeat(64);
const [id, sha256] = ["rep_1", "0".repeat(64)];

/** What is gone of a report whose numbers are kept. */
async function goneOf(store: MemoryObjectStore, datasets: object): Promise<unknown> {
  const numbers = [{ kind: "words", text: "1.5", page: 1, x: 0, y: 0, width: 1, height: 1, origins: [] }];
  await store.put(numbersKey(id, 1, engine), new TextEncoder().encode(JSON.stringify({ numbers })), "application/json");
  const accepted = { template: { name: "sales", version: "t" }, datasets };
  const { gone } = await explainStored(
    { id, generation: 1, accepted, engine, sha256 } as unknown as ReadyReport,
    { rows: undefined } as Parameters<typeof explainStored>[1],
    { store, engine } as unknown as Services,
    (asked) => explainNumbers(asked, { store } as unknown as World),
  );
  return gone;
}

test("a dataset that is gone is one, also if its alias is `template`", async () => {
  const store = new MemoryObjectStore();
  expect(await goneOf(store, { template: { name: "visits", version: "d" } })).toEqual([
    { kind: "dataset", alias: "template", name: "visits", version: "d" },
  ]);
  expect(await goneOf(store, {})).toEqual([{ kind: "template", name: "sales", version: "t" }]);
});

import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { editAtRandom } from "./edit-at-random.ts";

const edits = process.env["SOAK"] === undefined ? 40 : 2000;
const templates = ["country-profile", "dataset-profile", "high-tech-industries", "monthly-business-review"];

test.each(templates)(
  "random edits of %s change their block as asked, and no other",
  { timeout: 600_000 },
  async (name) => {
    const store = new MemoryObjectStore();
    await seedTemplate(store, "edited", join(import.meta.dirname, "../../../../templates", name));
    const world = createWorld(store);
    const accepted = await acceptReport({ template: "edited" }, world);
    const { template, tables, locale } = await layOutReport(accepted, world, () => {});
    const tally = editAtRandom({ accepted, template, tables, locale }, edits, 33);
    expect(tally.faults.slice(0, 5)).toEqual([]);
    expect(tally.done).toBeGreaterThan(edits / 2);
  },
);

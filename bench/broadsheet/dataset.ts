import { readFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import { generateReport } from "../../functions/core/report/generate-report.ts";
import { storeTemplate } from "../../functions/core/report/template/store/store-template.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { salesFiles } from "../content/sales-template.ts";
import type { Contender } from "../measure/contender.ts";

/**
 * Renders a report on a large dataset in a data directory. The time does not include storing the dataset, which is done
 * once for all reports.
 */
export async function open({ parquet }: { readonly parquet: string }): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), "bench-dataset-"));
  const store = await FileObjectStore.open(folder);
  const world = createWorld(store);
  await storeTemplate(
    store,
    "sales",
    new Map(Object.entries(salesFiles).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  const scratch = await openScratchFolder();
  await storeDataset(store, "sales", { body: await readFile(parquet), format: "parquet" }, scratch);
  await scratch.dispose();
  return {
    async make(iteration) {
      const accepted = await acceptReport(
        { template: "sales", parameters: { least: iteration }, datasets: { sales: "sales" } },
        world,
      );
      const { pdf, timings } = await generateReport(accepted, world);
      return { pdf, parts: timings };
    },
    async close() {
      rmSync(folder, { recursive: true });
    },
  };
}

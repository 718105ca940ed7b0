import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { acceptWarmUp } from "../../functions/local/server/accept-warm-up.ts";
import { openRenderPool } from "../../functions/render/render-pool.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";
import { flagship, flagshipRequest } from "../content/flagship.ts";
import type { Contender } from "../measure/contender.ts";

/** Opens the server's own render pool over a data directory. */
export async function open({ workers }: { readonly workers: number }): Promise<Contender> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "bench-pool-"));
  const store = await FileObjectStore.open(dataDirectory);
  await seedTemplate(store, flagship, join(shippedTemplates, flagship));
  const warmUp = await acceptWarmUp(store);
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const pool = openRenderPool({ dataDirectory, workers, logger, ...(warmUp !== undefined && { warmUp }) });
  return {
    make: async (iteration) => ({
      pdf: (await pool.render(await acceptReport(flagshipRequest(iteration), { store }))).pdf,
    }),
    async close() {
      await pool.close();
      rmSync(dataDirectory, { recursive: true });
    },
  };
}

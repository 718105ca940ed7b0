import { readFile } from "node:fs/promises";
import { deserialize } from "node:v8";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { generateReport } from "../../functions/core/report/generate-report.ts";
import type { Tables } from "../../functions/core/report/query/table.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { flagshipRequest } from "../content/flagship.ts";
import type { Contender } from "../measure/contender.ts";

/**
 * Renders the flagship through the front door, from what browsers are given: results of its queries, prepared
 * beforehand, one report after the other. They are read again for each report, as a browser's JSON is. What remains is
 * to compose, draw, lay out and write.
 */
export async function open({
  store,
  tables: files,
}: {
  readonly store: string;
  readonly tables: readonly string[];
}): Promise<Contender> {
  const world = createWorld(await FileObjectStore.open(store));
  return {
    async make(iteration) {
      const turn = iteration % files.length;
      const runQueries = async (): Promise<Tables> => deserialize(await readFile(files[turn]!)) as Tables;
      const { pdf, timings } = await generateReport(await acceptReport(flagshipRequest(turn), world), {
        ...world,
        runQueries,
        clock: { ...world.clock, now: () => performance.now() },
      });
      return { pdf, parts: timings };
    },
  };
}

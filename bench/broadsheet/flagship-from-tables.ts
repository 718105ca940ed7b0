import { readFile } from "node:fs/promises";
import { deserialize } from "node:v8";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { acceptReport } from "../../functions/core/accept-report.ts";
import { generateReport } from "../../functions/core/generate-report.ts";
import type { Tables } from "../../functions/core/query/table.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { flagshipRequest } from "../content/flagship.ts";
import type { Contender } from "../measure/contender.ts";

/**
 * The flagship by the front door from what browsers are handed: the results of its queries, which were made beforehand, report by report in turn. They are
 * read anew for each report, as a browser's JSON is. What is left is to compose, draw, set and write.
 */
export async function open({ store, tables: files }: { readonly store: string; readonly tables: readonly string[] }): Promise<Contender> {
  const world = createWorld(await FileObjectStore.open(store));
  return {
    async make(iteration) {
      const turn = iteration % files.length;
      const runQueries = async (): Promise<Tables> => deserialize(await readFile(files[turn]!)) as Tables;
      const { pdf, timings } = await generateReport(await acceptReport(flagshipRequest(turn), world), { ...world, runQueries, clock: { ...world.clock, now: () => performance.now() } });
      return { pdf, parts: timings };
    },
  };
}

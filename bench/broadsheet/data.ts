import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { uploadLimits } from "../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import { readDatasetProfile } from "../../functions/core/report/dataset/store/read-dataset-profile.ts";
import { keepSessions } from "../../functions/core/report/query/session/keep-sessions.ts";
import { defaultMemory } from "../../functions/core/report/query/session/sealed-session.ts";
import { columnsQueries } from "../../functions/http/datasets/columns-query.ts";
import { answerQuery } from "../../functions/render/data/answer-query.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import type { Contender, Made } from "../measure/contender.ts";

/** What is done with a file: it is stored, its columns are summarised, or a query reads it. */
export type DataJob =
  | { readonly work: "ingest"; readonly csv: string }
  | { readonly work: "profile"; readonly parquet: string }
  | {
      readonly work: "query";
      readonly parquet: string;
      readonly sql: string;
      /** Whether what was loaded for a query serves the next ones, as in a server's worker. */
      readonly keeps: boolean;
    };

const limits = uploadLimits(5 * 1024 ** 3);

/** Works in a data directory. The time for storing counts only where a file is ingested. */
export async function open(job: DataJob): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), "bench-data-"));
  const store = await FileObjectStore.open(folder);
  const keeps = job.work === "query" && job.keeps;
  const world = { ...createWorld(store), ...(keeps && { sessions: keepSessions({ largest: defaultMemory }) }) };
  const put = async (name: string, file: string, format: "csv" | "parquet"): Promise<void> => {
    const scratch = await openScratchFolder();
    try {
      await storeDataset(store, name, { body: scratch.open(file), format }, scratch, limits);
    } finally {
      await scratch.dispose();
    }
  };
  if (job.work !== "ingest") await put("data", job.parquet, "parquet");
  const profile = job.work === "profile" ? await readDatasetProfile(store, { name: "data" }) : undefined;
  const answer = async (sql: string): Promise<Made> => {
    const { version } = await readDatasetProfile(store, { name: "data" });
    const datasets = { data: { name: "data", version } };
    const body = await answerQuery({ sql, datasets, parameters: {}, format: "json" }, world);
    return { pdf: new TextEncoder().encode(body) };
  };
  return {
    async make(iteration) {
      if (job.work === "query") return await answer(job.sql);
      if (job.work === "profile") {
        let made: Made | undefined;
        for (const sql of columnsQueries(profile!)) made = await answer(sql);
        return made!;
      }
      await put(`data-${iteration}`, job.csv, "csv");
      return { pdf: new Uint8Array() };
    },
    close() {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  };
}

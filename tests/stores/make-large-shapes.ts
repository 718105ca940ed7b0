import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { datasetLimits } from "../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import { parquetOf } from "../core/report/dataset/parquet/sparse-bench.ts";
import { storeSeveral } from "../core/report/dataset/parquet/store-several.ts";

/*
 * `node tests/stores/make-large-shapes.ts`: makes `shapes/large-tables.tar.gz`, a data directory with what large tables
 * are stored as: a table in Parquet with its map, a version in several files, and a file whose rows were hashed. They
 * are small here. Run it once when a stored shape is new, and keep what it makes: later releases must read it.
 */
const folder = mkdtempSync(join(tmpdir(), "large-shapes-"));
const scratch = await openScratchFolder();
try {
  const store = await FileObjectStore.open(join(folder, "store"));
  const select =
    "SELECT i AS id, DATE '2020-01-01' + (i % 400)::INT AS day, (i % 100)::DECIMAL(9, 2) AS price, CASE WHEN i % 3 > 0 THEN 'n' || i % 5 END AS note FROM range(120000) AS r(i)";
  const mapped = {
    body: await parquetOf(select, ", COMPRESSION zstd, ROW_GROUP_SIZE 20480"),
    format: "parquet",
  } as const;
  await storeDataset(store, "mapped", mapped, scratch, { ...datasetLimits, parts: 0 });
  await storeSeveral(store, "several", select.replace("120000", "10000"));
  await storeDataset(store, "plain", { body: Buffer.from("a,b\n1,x\n2,y\n"), format: "csv" }, scratch);
  execFileSync("tar", ["-czf", join(import.meta.dirname, "shapes", "large-tables.tar.gz"), "-C", folder, "store"]);
} finally {
  await scratch.dispose();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

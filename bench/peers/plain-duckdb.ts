import { DuckDBInstance } from "@duckdb/node-api";
import type { Contender } from "../measure/contender.ts";

/** Runs a query over a Parquet file, which it knows as `$file`, in a database of its own each time. */
export function open({
  parquet,
  sql,
  threads,
}: {
  readonly parquet: string;
  readonly sql: string;
  readonly threads: number;
}): Promise<Contender> {
  return Promise.resolve({
    async make() {
      const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
      const connection = await instance.connect();
      await connection.run(`CREATE VIEW data AS SELECT * FROM read_parquet('${parquet}')`);
      const rows = (await connection.runAndReadAll(sql)).getRowsJson();
      connection.closeSync();
      instance.closeSync();
      return { pdf: new TextEncoder().encode(JSON.stringify(rows)) };
    },
  });
}

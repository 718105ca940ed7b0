import { join } from "node:path";
import { buildFunction, writeDuckDb } from "./code-parts.ts";
import { type FunctionName, functionPrograms } from "./function-programs.ts";
import { tellFault } from "../setup-fault.ts";

/**
 * `node infra/write-parts.ts FOLDER`: writes what `installed/code-parts.ts` reads: the code of every function, and
 * DuckDB's binding for each of Lambda's processors. It prints a JSON array of the paths of what they were made from.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new TypeError("name a folder");
try {
  const inputs = new Set<string>();
  for (const name of Object.keys(functionPrograms) as FunctionName[])
    for (const input of buildFunction(name, join(folder, "functions", name))) inputs.add(input);
  for (const architecture of ["arm64", "x86_64"] as const)
    writeDuckDb(architecture, join(folder, "duckdb", architecture));
  process.stdout.write(JSON.stringify([...inputs]));
} catch (error) {
  tellFault(error);
}

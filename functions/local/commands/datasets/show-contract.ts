import type { components } from "../../../client/create-client.ts";
import type { Column } from "../../terminal/format-table.ts";
import { tell, write, writeFacts, writeJson, writeTable } from "../remote/print-answer.ts";
import { type VerbOptions, withApi } from "../remote/with-api.ts";
import { tellHappening } from "./tell-happening.ts";
import { writeResults } from "./write-results.ts";

type Happening = components["schemas"]["DatasetChecks"]["events"][number];

const columns: readonly Column<Happening>[] = [
  { head: "at", of: ({ timestamp }) => timestamp },
  { head: "event", of: ({ type }) => type },
  { head: "why", of: tellHappening, shrinks: true },
];

/**
 * `broadsheet datasets contract`: how the current version holds the dataset's contract, how fresh it is, and what
 * happened to it.
 *
 * @throws BroadsheetError with the problems that the API names
 */
export async function showContract(name: string, options: VerbOptions): Promise<void> {
  await withApi(options, async ({ take, client }) => {
    const { data } = await take(client.GET("/datasets/{name}/checks", { params: { path: { name } } }));
    if (options.json === true) return await writeJson(data);
    if (data.judged) await writeResults(data.checks);
    else tell(`The current version of ${name} was not judged by its checks: put the recipe again.`);
    const { freshness, events } = data;
    if (freshness !== undefined) {
      await write("\n");
      await writeFacts([
        ["fresh for", freshness.within],
        ["last data", freshness.arrived],
        [freshness.stale ? "stale since" : "stale from", freshness.due],
      ]);
    }
    if (events.length === 0) return;
    await write("\n");
    await writeTable(events, columns, "");
  });
}

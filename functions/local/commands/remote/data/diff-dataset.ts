import type { components } from "../../../../client/create-client.ts";
import { countWords } from "../../../../core/wording/count-words.ts";
import { type VerbOptions, withApi } from "../with-api.ts";
import { write, writeFacts, writeJson, writeTable } from "../print-answer.ts";

type Diff = components["schemas"]["DatasetDiff"];
type Column = Diff["columns"][number];

/**
 * `broadsheet datasets diff`: what changed from one version of a dataset to another.
 *
 * @param from the older version; by default the one before
 * @param to the newer version; by default the current one
 * @throws BroadsheetError with the problems that the API names
 */
export async function diffDataset(
  name: string,
  from: string | undefined,
  to: string | undefined,
  { key, ...options }: VerbOptions & { readonly key?: string },
): Promise<void> {
  await withApi({ ...options, works: true }, async ({ client, take }) => {
    const path = { params: { path: { name } } };
    const versions =
      from === undefined && to === undefined ? [] : (await take(client.GET("/datasets/{name}", path))).data.versions;
    const query = {
      ...(from !== undefined && { from: wholeVersion(from, versions) }),
      ...(to !== undefined && { to: wholeVersion(to, versions) }),
      ...(key !== undefined && { key }),
    };
    const { data } = await take(client.GET("/datasets/{name}/diff", { params: { path: { name }, query } }));
    if (options.json === true) return await writeJson(data);
    await printDiff(data);
  });
}

/** The stored version that begins so; of none or of several, what was given, which the API judges. */
function wholeVersion(given: string, versions: readonly string[]): string {
  const found = versions.filter((version) => version.startsWith(given.replace(/…$/, "")));
  return found.length === 1 ? found[0]! : given;
}

async function printDiff({ name, from, to, rows, columns, uncompared, key, keys }: Diff): Promise<void> {
  await writeFacts([
    ["dataset", name],
    ["from", from],
    ["to", to],
    ["rows", rows.from === rows.to ? rows.to : `${rows.from} → ${rows.to}`],
    ["key", key?.join(", ") ?? "none: no column, and no two, name each row of both"],
    ["not compared", uncompared === 0 ? undefined : `the values of ${countWords(uncompared, "more column")}`],
    ["came", keys?.came.count],
    ["gone", keys?.gone.count],
    ["changed", keys?.changed.count],
  ]);
  if (columns.length > 0) {
    await write("\n");
    await writeTable(
      columns,
      [
        { head: "column", of: (column) => column.name, shrinks: true },
        { head: "change", of: ({ change }) => change },
        { head: "type", of: ({ type }) => type },
        { head: "what", of: describeChanges, shrinks: true },
      ],
      "",
    );
  }
  if (keys === undefined) return;
  await printKeys("came", keys.came);
  await printKeys("gone", keys.gone);
  if (keys.changed.first.length === 0) return;
  await write("\n");
  await writeTable(
    keys.changed.first,
    [
      { head: key?.join(", ") ?? "key", of: (value) => value.key.join(", "), shrinks: true },
      { head: "column", of: ({ column }) => column, shrinks: true },
      { head: "from", of: (value) => value.from ?? "", shrinks: true },
      { head: "to", of: (value) => value.to ?? "", shrinks: true },
    ],
    "",
  );
}

async function printKeys(what: "came" | "gone", { count, first }: NonNullable<Diff["keys"]>["came"]): Promise<void> {
  if (count === 0) return;
  const more = count > first.length ? `, and ${count - first.length} more` : "";
  await write(`\n${what}: ${first.map((one) => one.join(" / ")).join(", ")}${more}\n`);
}

function describeChanges({ changes }: Column): string {
  if (changes === undefined) return "";
  const { came, gone, changedRows } = changes;
  const pairs = (["type", "nulls", "distinct", "lowest", "highest"] as const).flatMap((what) => {
    const change = changes[what];
    return change === undefined ? [] : `${what} ${change.from ?? "none"} → ${change.to ?? "none"}`;
  });
  return [
    ...pairs,
    ...(came === undefined ? [] : [`came: ${listed(came)}`]),
    ...(gone === undefined ? [] : [`gone: ${listed(gone)}`]),
    ...(changedRows === undefined ? [] : [`differs in ${countWords(changedRows, "row")}`]),
  ].join("; ");
}

function listed({ count, first }: { readonly count: number; readonly first: readonly string[] }): string {
  return `${first.slice(0, 5).join(", ")}${count > 5 ? ` and ${count - Math.min(5, first.length)} more` : ""}`;
}

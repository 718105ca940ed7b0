import { setTimeout } from "node:timers/promises";
import { BroadsheetError } from "../../core/errors.ts";
import { formatError } from "../print-problems.ts";
import { openServer, refusalOf, type Remote } from "../remote/open-client.ts";
import type { TargetOptions } from "../remote/find-target.ts";

/** Time between two looks at a reading, ms. */
const lookMs = 300;

/** Errors about the content of one dataset. */
const refusals: ReadonlySet<string> = new Set(["invalid-dataset", "limit-exceeded", "too-large", "conflict"]);

/** What reading one dataset again gave. */
interface Reread {
  readonly dataset: string;
  /** The version that was current, and the one that is. */
  readonly before: string;
  readonly version: string;
}

/**
 * `broadsheet reread`: reads stored datasets of a server again, one after the other.
 *
 * @param names of the datasets; with `all`, those that an earlier release read
 * @returns whether the server could read each of them; the refusals are printed, and the old versions stay
 * @throws BroadsheetError `invalid-request` without a name, `not-found`, `unavailable`
 */
export async function rereadDatasets(
  names: readonly string[],
  { all = false, json = false, ...target }: TargetOptions & { readonly all?: boolean; readonly json?: boolean },
): Promise<boolean> {
  if ((names.length === 0) !== all)
    throw new BroadsheetError("invalid-request", {
      code: "missing-dataset",
      message: all ? "name datasets, or take --all, not both" : "say which dataset to read again",
      seen: names,
      allowed: "names of stored datasets, or --all",
    });
  const remote = openServer(target);
  const wanted = all ? await namesByOlderReader(remote) : names;
  const done: Reread[] = [];
  const failed: { readonly dataset: string; readonly problems: BroadsheetError["problems"] }[] = [];
  for (const dataset of wanted) {
    try {
      const reread = await rereadOne(dataset, remote);
      done.push(reread);
      if (!json)
        process.stdout.write(
          `${dataset}  ${reread.version === reread.before ? "read as before" : `now ${reread.version.slice(0, 12)}, before ${reread.before.slice(0, 12)}`}\n`,
        );
    } catch (error) {
      // What this release refuses keeps its old version; the other datasets are read all the same.
      if (!(error instanceof BroadsheetError) || !refusals.has(error.kind)) throw error;
      failed.push({ dataset, problems: error.problems });
      if (!json) process.stderr.write(`${dataset} is refused now, and keeps its version:\n${formatError(error)}`);
    }
  }
  if (json) process.stdout.write(`${JSON.stringify({ datasets: done, failed })}\n`);
  else if (wanted.length === 0) process.stderr.write("No dataset needs to be read again.\n");
  return failed.length === 0;
}

/** The datasets that an earlier release read, by name. */
async function namesByOlderReader({ client, take }: Remote): Promise<readonly string[]> {
  const names: string[] = [];
  let after: string | undefined;
  do {
    const { data } = await take(client.GET("/datasets", { params: { query: after === undefined ? {} : { after } } }));
    names.push(...data.datasets.filter(({ byOlderReader }) => byOlderReader === true).map(({ name }) => name));
    after =
      data.next === undefined
        ? undefined
        : (new URL(data.next, "http://localhost").searchParams.get("after") ?? undefined);
  } while (after !== undefined);
  return names;
}

async function rereadOne(dataset: string, { client, take, server }: Remote): Promise<Reread> {
  const { data: asked } = await take(client.POST("/datasets/{name}/reread", { params: { path: { name: dataset } } }));
  for (;;) {
    const { data: upload } = await take(client.GET("/uploads/{id}", { params: { path: { id: asked.id } } }));
    if (upload.status === "failed")
      throw refusalOf(new Response(null, { status: upload.failure?.status ?? 422 }), upload.failure, server);
    if (upload.status === "stored") return { dataset, before: asked.reread ?? "", version: upload.version ?? "" };
    await setTimeout(lookMs);
  }
}

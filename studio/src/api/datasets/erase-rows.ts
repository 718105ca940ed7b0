import type { components } from "../../../../functions/client/create-client.ts";
import { afterOf } from "../after-of.ts";
import { awaitUpload } from "../upload/await-upload.ts";
import { api } from "../client.ts";
import { RefusedError } from "../refused-error.ts";
import { take } from "../take.ts";

export type ErasureTrial = components["schemas"]["ErasureTrial"];
export type Remain = components["schemas"]["RemainList"]["remains"][number];

/** Counts the rows that an erasure would take. @throws RefusedError for a faulty condition */
export async function tryErasure(name: string, where: string): Promise<ErasureTrial> {
  const params = { path: { name }, query: { "dry-run": "true" as const } };
  return (await take(api.POST("/erasures/{name}", { params, body: { where } }))) as ErasureTrial;
}

/**
 * Erases rows, and waits for the end.
 *
 * @param onBegun called once the service has taken it on
 * @returns whether the bucket keeps them
 * @throws RefusedError
 */
export async function eraseRows(name: string, where: string, onBegun: () => void): Promise<{ readonly kept: boolean }> {
  const path = { path: { name } };
  const { id } = (await take(
    api.POST("/erasures/{name}", { params: path, body: { where } }),
  )) as components["schemas"]["Upload"];
  onBegun();
  await awaitUpload(id);
  const { erasures } = await take(api.GET("/erasures/{name}", { params: { ...path, query: { limit: 50 } } }));
  const record = erasures.find((erasure) => erasure.id === id);
  // An earlier release may have taken it, which knows no erasures.
  if (record?.state !== "finished") throw new Error("There is no record of a finished erasure");
  return { kept: record.kept === true };
}

/** Between two looks at whether views are made anew, and how long to wait for them, ms. */
const pauseMs = 2_000;
const longestWaitMs = 5 * 60_000;

/**
 * All that was made from data of the dataset which are gone, once the views over it are made anew: before, reports may
 * be taken for others.
 *
 * @throws RefusedError
 */
export async function listRemains(name: string): Promise<readonly Remain[]> {
  for (let waited = 0; ; waited += pauseMs)
    try {
      return await listSettled(name);
    } catch (error) {
      const isSettling = error instanceof RefusedError && error.problems[0]?.code === "views-are-settling";
      if (!isSettling || waited >= longestWaitMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
}

async function listSettled(name: string): Promise<readonly Remain[]> {
  const found: Remain[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 200, ...(after !== undefined && { after }) };
    const page = await take(api.GET("/erasures/{name}/remains", { params: { path: { name }, query } }));
    found.push(...page.remains);
    after = afterOf(page.next);
  } while (after !== undefined);
  return found;
}

/** Deletes a report, a batch or an edition; one that is gone already is no fault. @throws RefusedError */
export async function deleteRemain({ kind, id, publication }: Remain): Promise<void> {
  const { response, error } = await (kind === "report"
    ? api.DELETE("/reports/{id}", { params: { path: { id } } })
    : kind === "batch"
      ? api.DELETE("/batches/{id}", { params: { path: { id } } })
      : api.DELETE("/publications/{name}/editions/{edition}", {
          params: { path: { name: publication!, edition: id } },
        }));
  if (!response.ok && response.status !== 404) throw new RefusedError(response.status, error);
}

import { reportPrefix } from "./keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";

/** Lists the generations of a report that have any object. */
export async function listGenerations(id: string, { store }: Pick<LifecycleWorld, "store">): Promise<number[]> {
  const generations: number[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(reportPrefix(id), { delimiter: "/", ...(after !== undefined && { after }) });
    for (const prefix of page.prefixes) {
      const generation = Number(/\/([1-9]\d*)\/$/.exec(prefix)?.[1] ?? 0);
      if (generation > 0) generations.push(generation);
    }
    after = page.next;
  } while (after !== undefined);
  return generations.sort((a, b) => a - b);
}

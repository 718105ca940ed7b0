import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Kind, Shapes } from "./subject.ts";

/** Lists the generations of a subject that have any object. */
export async function listGenerations<S extends Shapes>(
  { root }: Kind<S>,
  id: string,
  { store }: Pick<LifecycleWorld, "store">,
): Promise<number[]> {
  const generations: number[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(`${root}${id}/`, { delimiter: "/", ...(after !== undefined && { after }) });
    for (const prefix of page.prefixes) {
      const generation = Number(/\/([1-9]\d*)\/$/.exec(prefix)?.[1] ?? 0);
      if (generation > 0) generations.push(generation);
    }
    after = page.next;
  } while (after !== undefined);
  return generations.sort((a, b) => a - b);
}

import type { ListedObject, ObjectStore } from "../ports.ts";

/** Yields every object whose key begins with `prefix`, in order, reading page by page. */
export async function* listAll(
  store: Pick<ObjectStore, "list">,
  prefix: string,
  start?: string,
): AsyncGenerator<ListedObject> {
  let after = start;
  do {
    const page = await store.list(prefix, { after });
    yield* page.objects;
    after = page.next;
  } while (after !== undefined);
}

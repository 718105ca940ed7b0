import type { ObjectStore } from "../../../ports.ts";
import { choiceUsers } from "./choice-users.ts";

/**
 * Deletes the choices of parameters that were computed from a dataset by default: they hold values of it. Those of
 * other datasets go too, and are computed again when they are needed.
 */
export async function forgetChoices(store: ObjectStore, dataset: string): Promise<void> {
  for (const template of await choiceUsers(store, dataset)) {
    let after: string | undefined;
    do {
      const page = await store.list(`templates/${template}/`, { after });
      for (const { key } of page.objects)
        if (/^[0-9a-f]{64}\.choices\//.test(key.slice(`templates/${template}/`.length))) await store.delete(key);
      after = page.next;
    } while (after !== undefined);
  }
}

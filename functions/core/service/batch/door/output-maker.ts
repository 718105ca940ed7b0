import type { ObjectStore } from "../../../ports.ts";
import { openTemplate } from "../../../report/template/open-template.ts";
import type { BatchWorld } from "../batch-world.ts";
import { makeOutput } from "../output/make-output.ts";

/**
 * Makes the function that collects a batch's items into its output: an archive, or volumes titled as the template is in
 * its first language.
 *
 * @param engine digest of the engine that makes it
 */
export function outputMaker({
  store,
  engine,
}: {
  readonly store: ObjectStore;
  readonly engine: string;
}): NonNullable<BatchWorld["makeOutput"]> {
  return async (batch, items, prefix) => {
    if (batch.output === "files") return { files: [] };
    const { title, languages } = await openTemplate(store, batch.template);
    return makeOutput(items(), {
      kind: batch.output,
      store,
      prefix,
      title: title[languages[0] ?? "en"] ?? batch.template.name,
      date: batch.date,
      producer: `Broadsheet (engine ${engine.slice(0, 12)})`,
    });
  };
}

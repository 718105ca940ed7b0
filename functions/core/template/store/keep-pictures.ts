import type { ObjectStore } from "../../ports.ts";
import type { Template } from "../template.ts";

/**
 * Pictures of templates, drawn once for each version and kept in the store beside it. Callers that ask at the same time
 * share the work.
 *
 * @param draw makes the PNG of a template's first page
 * @returns function of a template, which throws as `draw`, and BroadsheetError `unavailable`
 */
export function keepPictures(store: ObjectStore, draw: (template: Template) => Promise<Uint8Array>): (template: Template) => Promise<Uint8Array> {
  const making = new Map<string, Promise<Uint8Array>>();

  const make = async (template: Template, key: string): Promise<Uint8Array> => {
    const kept = await store.get(key);
    if (kept !== undefined) return kept.body;
    const picture = await draw(template);
    await store.create(key, picture, "image/png");
    return picture;
  };

  return (template) => {
    const key = `templates/${template.name}/${template.version}.picture/1.png`;
    const under = making.get(key) ?? make(template, key).finally(() => making.delete(key));
    making.set(key, under);
    return under;
  };
}

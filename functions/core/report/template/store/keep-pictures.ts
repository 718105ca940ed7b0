import type { ObjectStore } from "../../../ports.ts";
import type { Template } from "../template.ts";

/** How large a picture is: 96 pixels per inch, or 48 with few colours, for a gallery. */
export type PictureSize = "large" | "small";

/** A picture of a template's first page, as PNG, in one of its languages. */
export type TemplatePictures = (template: Template, language?: string, size?: PictureSize) => Promise<Uint8Array>;

/**
 * Pictures of templates, drawn once for each version and language and kept in the store beside the version. Callers
 * that ask at the same time share the work.
 *
 * @param draw makes the PNG of a template's first page, in one of its languages or as its default has it
 * @returns function of a template and a language, which throws as `draw`, and BroadsheetError `unavailable`
 */
export function keepPictures(store: ObjectStore, draw: TemplatePictures): TemplatePictures {
  const making = new Map<string, Promise<Uint8Array>>();

  const make = async (
    template: Template,
    key: string,
    language: string | undefined,
    size: PictureSize,
  ): Promise<Uint8Array> => {
    const kept = await store.get(key);
    if (kept !== undefined) return kept.body;
    const picture = await draw(template, language, size);
    await store.create(key, picture, "image/png");
    return picture;
  };

  return (template, language, size = "large") => {
    const key = `templates/${template.name}/${template.version}.picture/1${language === undefined ? "" : `.${language}`}${size === "large" ? "" : `.${size}`}.png`;
    const under = making.get(key) ?? make(template, key, language, size).finally(() => making.delete(key));
    making.set(key, under);
    return under;
  };
}

import { BroadsheetError } from "../../../errors.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import { folderOf, type Kept } from "./kept.ts";

/** How large a picture is: 96 pixels per inch, or 48 for a gallery, where those of templates have few colours. */
export type PictureSize = "large" | "small";

/** Pixels per point. */
export const pictureScales = { large: 96 / 72, small: 48 / 72 } as const satisfies Readonly<
  Record<PictureSize, number>
>;

/** What has a picture: a version of a template or of a theme. */
export interface Pictured {
  readonly name: string;
  readonly version: string;
}

/** A picture of a template's first page, or of a theme's sheet, as PNG, in one of its languages. */
export type Pictures = (pictured: Pictured, language?: string, size?: PictureSize) => Promise<Uint8Array>;

/** What a kept picture shows. Another page of the same version needs another name. */
const shows = { template: "1", theme: "sheet-1" } as const satisfies Readonly<Record<Kept, string>>;

/** How long it is remembered that there is no picture, ms: what it wants may be stored meanwhile. */
const remembered = 60_000;

/** Most versions of which that is remembered. */
const mostRemembered = 1000;

/**
 * Pictures of templates or themes, drawn once for each version and language and kept in the store beside the version.
 * Callers that ask at the same time share the work.
 *
 * @param draw makes the PNG, in one of the languages or as the default has it
 * @param kind @default "template"
 * @param clock with it, a version without a picture (`not-found`) is not drawn again for a minute
 * @returns function of a version and a language, which throws as `draw`, and BroadsheetError `unavailable`
 */
export function keepPictures(
  store: ObjectStore,
  draw: Pictures,
  kind: Kept = "template",
  clock?: Pick<Clock, "now">,
): Pictures {
  const making = new Map<string, Promise<Uint8Array>>();
  const missing = new Map<string, { readonly until: number; readonly error: BroadsheetError }>();

  const make = async (
    pictured: Pictured,
    key: string,
    language: string | undefined,
    size: PictureSize,
  ): Promise<Uint8Array> => {
    const kept = await store.get(key);
    if (kept !== undefined) return kept.body;
    const failed = missing.get(key);
    if (failed !== undefined && clock !== undefined && clock.now() < failed.until) throw failed.error;
    missing.delete(key);
    const picture = await draw(pictured, language, size).catch((error: unknown) => {
      if (clock !== undefined && error instanceof BroadsheetError && error.kind === "not-found") {
        if (missing.size >= mostRemembered) missing.clear();
        missing.set(key, { until: clock.now() + remembered, error });
      }
      throw error;
    });
    await store.create(key, picture, "image/png");
    return picture;
  };

  return (pictured, language, size = "large") => {
    const { name, version } = pictured;
    const key = `${folderOf(kind, name)}/${version}.picture/${shows[kind]}${language === undefined ? "" : `.${language}`}${size === "large" ? "" : `.${size}`}.png`;
    const under = making.get(key) ?? make(pictured, key, language, size).finally(() => making.delete(key));
    making.set(key, under);
    return under;
  };
}

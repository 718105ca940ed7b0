import type { Clock, ObjectStore } from "../../core/ports.ts";
import { keepPictures, type Pictures } from "../../core/report/template/store/keep-pictures.ts";
import { type DrawPage, picturePreview } from "../../render/preview/picture-preview.ts";
import type { PreviewDesk } from "../../render/preview/preview-messages.ts";

/** One session for all pictures of themes, so that they never end those of authors. */
const session = "pictures-of-themes";

/**
 * Makes pictures of themes: the sheet of `themeSheet`, see `keepPictures`. They are made one after the other, since a
 * newer preview of a session ends an older one.
 *
 * @returns function of a version, a language of sheets and a size, which throws BroadsheetError as `picturePreview`
 */
export function pictureThemes(
  store: ObjectStore,
  previews: Pick<PreviewDesk, "make" | "page">,
  drawPage: DrawPage,
  clock?: Clock,
): Pictures {
  let last: Promise<unknown> = Promise.resolve();
  return keepPictures(
    store,
    async ({ name, version }, language, size = "large") => {
      const drawn = last.then(() =>
        picturePreview(previews, { session, name, base: { kind: "theme", version }, language }, size, drawPage),
      );
      last = drawn.catch(() => {});
      return await drawn;
    },
    "theme",
    clock,
  );
}

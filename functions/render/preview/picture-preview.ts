import { BroadsheetError } from "../../core/errors.ts";
import type { AskedPreview } from "../../core/report/preview/preview.ts";
import { pictureScales, type PictureSize } from "../../core/report/template/store/keep-pictures.ts";
import type { PreviewDesk } from "./preview-messages.ts";

/** Draws a page of a PDF as PNG. */
export type DrawPage = (pdf: Uint8Array, page: number, scale: number, fewColours: boolean) => Promise<Uint8Array>;

/** What a picture shows. */
type Shown = Pick<AskedPreview, "session" | "name" | "base" | "language"> & Partial<Pick<AskedPreview, "parameters">>;

/**
 * Draws the first page of a preview with default values and without changes as PNG.
 *
 * @param desk where the preview is made
 * @throws BroadsheetError `not-found` (`no-picture`) if it has no pages; as the desk
 */
export async function picturePreview(
  desk: Pick<PreviewDesk, "make" | "page">,
  shown: Shown,
  size: PictureSize,
  drawPage: DrawPage,
): Promise<Uint8Array> {
  const { id, state, pages, problems } = await desk.make({
    parameters: {},
    ...shown,
    files: {},
    datasets: {},
    pages: [],
  });
  if (state !== "current" || pages.length === 0)
    throw new BroadsheetError("not-found", {
      code: "no-picture",
      message: `"${shown.name}" has no picture: ${problems[0]?.message ?? "it has no pages"}`,
      seen: shown.name,
    });
  // A small palette has not every tint, and a theme is looked at for its colours.
  const fewColours = size === "small" && shown.base.kind !== "theme";
  return await drawPage(await desk.page(id, 1), 1, pictureScales[size], fewColours);
}

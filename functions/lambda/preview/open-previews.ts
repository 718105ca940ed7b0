import type { AnsweredNumbers } from "../../core/report/explain-numbers.ts";
import type { Preview, PreviewPage } from "../../core/report/preview/preview.ts";
import { functionMemory, readNumber } from "../../environment.ts";
import { keepPreviewProcess } from "../../render/preview/keep-preview-process.ts";
import { picturePreview } from "../../render/preview/picture-preview.ts";
import type { PreviewDesk } from "../../render/preview/preview-messages.ts";
import type { LambdaLogger } from "../lambda-logger.ts";
import type { PreviewFunction } from "./preview-event.ts";

/** Memory of the function's own process, MiB: Node, the SDK, and a picture of a page in four forms. */
const ownMegabytes = 448;

/** Bytes of PDFs that an answer brings along; base64 makes 4 MB of them, and Lambda's answer ends at 6. */
const mostBrought = 3 * 1024 * 1024;

/** Longest map of a report's numbers in an answer, characters: compressed and in base64 it takes a tenth of 6 MB. */
const mostMap = 8 * 1024 * 1024;

/** One session for all pictures of a kind, so that they never end those of authors. */
const pictureSessions = { template: "pictures-of-templates", theme: "pictures-of-themes" } as const;

/**
 * Opens the preview function: previews in a second process, whose deadline ends before API Gateway's; pictures of
 * templates and themes are drawn in the function's own.
 */
export function openPreviews(logger: LambdaLogger): PreviewFunction {
  const worker = keepPreviewProcess({
    heapMegabytes: readNumber("renderHeap"),
    memoryMegabytes: functionMemory() - ownMegabytes,
    timeoutMs: readNumber("renderSeconds") * 1000,
    // Lambda freezes the function between two calls, and ends it when it likes.
    idleMs: 2 ** 31 - 1,
    program: new URL("preview-process.mjs", import.meta.url),
    logger,
  });
  worker.warm();
  return {
    make: async (asked) => withinAnswer(await worker.run("make", asked)),
    page: (id, number) => worker.run("page", id, number),
    file: (id) => worker.run("file", id),
    rows: (id, query) => worker.run("rows", id, query),
    draft: (asked) => worker.run("draft", asked),
    edit: (asked) => worker.run("edit", asked),
    change: (asked) => worker.run("change", asked),
    explain: async (asked) => withinBounds(await worker.run("explain", asked)),
    // The function has no other call meanwhile that would wait for the check.
    check: async (id) => await worker.run("check", await worker.run("files", id)),
    test: async (id) => await worker.run("test", await worker.run("files", id)),
    words: async () => (await import("../../core/report/preview/authoring-words.ts")).authoringWords(),
    async picture(kind, { name, version }, language, size = "large") {
      const { drawPdfPage } = await import("../../adapters/pages/draw-pdf-page.ts");
      const desk: Pick<PreviewDesk, "make" | "page"> = {
        make: (asked) => worker.run("make", asked),
        page: (id, number) => worker.run("page", id, number),
      };
      const base = { kind: kind === "theme" ? "theme" : "stored", version } as const;
      // Only templates with a parameter for it have the language in their requests.
      const spoken =
        kind === "theme"
          ? { language }
          : { language: undefined, parameters: language === undefined ? {} : { language } };
      return await picturePreview(desk, { session: pictureSessions[kind], name, base, ...spoken }, size, drawPdfPage);
    },
  };
}

/** Leaves out PDFs that do not fit in an answer: they can be asked for one by one. */
function withinAnswer(preview: Preview): Preview {
  let brought = 0;
  const pages = preview.pages.map(({ pdf, ...page }): PreviewPage => {
    if (pdf === undefined || brought + pdf.byteLength > mostBrought) return page;
    brought += pdf.byteLength;
    return { ...page, pdf };
  });
  return { ...preview, pages };
}

/** Leaves out a map that does not fit in an answer: the next question makes the report again. */
function withinBounds({ map, ...answered }: AnsweredNumbers): AnsweredNumbers {
  return map === undefined || JSON.stringify(map).length > mostMap ? answered : { ...answered, map };
}

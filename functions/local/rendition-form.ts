import { BroadsheetError } from "../core/errors.ts";
import { type RenditionForm, renditionForms } from "../core/rendition-form.ts";

/**
 * The form that a file's name asks for: `page.html`, `book.xlsx`, `text.docx`, `slides.pptx`, `figures.zip`,
 * `card.png`; undefined: PDF.
 *
 * @param fonts what `--fonts` says @default the page has the reader's fonts
 * @throws BroadsheetError `invalid-request` for fonts of anything but a page
 */
export function renditionForm(out: string | undefined, fonts?: string): RenditionForm | undefined {
  const ending = /\.([a-z]+)$/i.exec(out ?? "")?.[1]?.toLowerCase();
  const form = ending === "htm" ? "html" : renditionForms.find((each) => each === ending);
  if (fonts === undefined) return form;
  if (form !== "html")
    throw new BroadsheetError("invalid-request", {
      code: "fonts-without-page",
      message: "--fonts says which fonts a web page has; a file of another kind has its own",
      where: { name: "--fonts" },
      seen: out,
      allowed: "an --out that ends in .html",
    });
  return fonts === "embed" ? "html-fonts" : "html";
}

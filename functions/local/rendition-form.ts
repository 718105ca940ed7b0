import { type RenditionForm, renditionForms } from "../core/rendition-form.ts";

/**
 * The form that a file's name asks for: `page.html`, `book.xlsx`, `text.docx`, `slides.pptx`, `figures.zip`,
 * `card.png`; undefined: PDF.
 */
export function renditionForm(out: string | undefined): RenditionForm | undefined {
  const ending = /\.([a-z]+)$/i.exec(out ?? "")?.[1]?.toLowerCase();
  return ending === "htm" ? "html" : renditionForms.find((form) => form === ending);
}

import type { RenditionForm } from "../../report/rendition/rendition-manifest.ts";

/**
 * The name of a rendition beside its PDF: the same with the form's ending, which no other form has.
 *
 * @param pdf name or path of the PDF; it need not end with `.pdf`
 */
export function renditionFile(pdf: string, form: RenditionForm): string {
  const endings: Partial<Record<RenditionForm, string>> = { zip: "-figures.zip", png: "-card.png" };
  return `${pdf.replace(/\.pdf$/i, "")}${endings[form] ?? `.${form}`}`;
}

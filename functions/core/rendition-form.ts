/** The kinds of rendition that are files of their own. */
export const renditionForms = ["html", "html-fonts", "xlsx", "docx", "pptx", "zip", "png"] as const;

/**
 * A web page, one that brings its fonts along, a workbook, a text document, slides, the figures as files of their own,
 * and a card for links.
 */
export type RenditionForm = (typeof renditionForms)[number];

/** The names of the files in a report's folder and address. */
export const fileNames: Readonly<Record<RenditionForm, string>> = {
  html: "report.html",
  "html-fonts": "report-fonts.html",
  xlsx: "report.xlsx",
  docx: "report.docx",
  pptx: "report.pptx",
  zip: "figures.zip",
  png: "card.png",
};

/** The media types of the files. */
export const mediaTypes: Readonly<Record<RenditionForm, string>> = {
  html: "text/html; charset=utf-8",
  "html-fonts": "text/html; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  zip: "application/zip",
  png: "image/png",
};

/** The address of a rendition below that of its report, with its options. */
export function renditionAddress(form: RenditionForm): string {
  return form === "html-fonts" ? `${fileNames.html}?fonts=embed` : fileNames[form];
}

/**
 * The name of a rendition beside its PDF: the same with the form's ending, which no other form has.
 *
 * @param pdf name or path of the PDF; it need not end with `.pdf`
 */
export function renditionFile(pdf: string, form: RenditionForm): string {
  const endings: Partial<Record<RenditionForm, string>> = {
    "html-fonts": "-fonts.html",
    zip: "-figures.zip",
    png: "-card.png",
  };
  return `${pdf.replace(/\.pdf$/i, "")}${endings[form] ?? `.${form}`}`;
}

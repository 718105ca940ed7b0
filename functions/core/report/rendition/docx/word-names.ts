/** Namespaces of text documents (ECMA-376-1, transitional). */
export const wordNames = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The namespaces of a part with text, for its root. */
export const textNames = {
  "xmlns:w": wordNames,
  "xmlns:r": relationships,
  "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
  "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
  "xmlns:pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
} as const;

/** The namespaces of what only programs with the parts of Word 2013 and later are to read (ECMA-376-3). */
export const alternativeNames = {
  "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
  "xmlns:w15": "http://schemas.microsoft.com/office/word/2012/wordml",
} as const;

/** Escapes text for an element of XML, without the characters that XML 1.0 cannot hold and other control characters. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

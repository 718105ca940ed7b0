/**
 * Compares names of a name tree (ISO 32000-1, 7.9.6) by their bytes as PDFKit writes them: ASCII unchanged, anything
 * else in UTF-16 after a byte order mark.
 */
export function compareNames(a: string, b: string): number {
  const [first, second] = [isAscii(a), isAscii(b)];
  if (first !== second) return first ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

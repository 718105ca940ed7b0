/**
 * Replaces, until `showWhatDiffers`, what differs between two runs by text of the same form: dates, times, hashes, ids,
 * sizes and durations. Pictures of reports are left out, whose look is tested elsewhere, and so is a blinking caret.
 * Both run in the page.
 */
export const hideWhatDiffers = `(() => {
  const months = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec";
  const days = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun";
  const forms = [
    [new RegExp("\\\\b(?:(?:" + days + "),? )?\\\\d{1,2} (?:" + months + ")(?: \\\\d{4})?(?:,? (?:at )?\\\\d{2}:\\\\d{2}(?::\\\\d{2})?)?", "g"), "1 Jan 2026"],
    [/\\b[0-9a-f]{7,64}\\b/g, (found) => (/[0-9]/.test(found) ? "0123456789abcdef".repeat(4).slice(0, found.length) : found)],
    [/\\b\\d+(?:\\.\\d+)? (?:kB|MB|bytes?)/g, "10 kB"],
    [/\\b\\d+(?:[.,]\\d+)? (?:ms|s|seconds?|minutes?)\\b/g, "1 s"],
    [/localhost:\\d+/g, "localhost:8080"],
  ];
  const changed = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const before = node.nodeValue;
    const text = forms.reduce((text, [form, becomes]) => text.replace(form, becomes), before);
    if (text !== before) {
      node.nodeValue = text;
      changed.push([node, before, text]);
    }
  }
  const style = new CSSStyleSheet();
  style.replaceSync("canvas, main img, .text-layer, .comparison-box, .write-bar-here, .cm-cursorLayer { visibility: hidden !important; } * { caret-color: transparent !important; }");
  document.adoptedStyleSheets.push(style);
  window.hiddenForPicture = { changed, style };
})()`;

/** Puts back what `hideWhatDiffers` took, unless the page has changed it meanwhile. */
export const showWhatDiffers = `(() => {
  const { changed, style } = window.hiddenForPicture;
  for (const [node, before, text] of changed) if (node.nodeValue === text) node.nodeValue = before;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== style);
})()`;

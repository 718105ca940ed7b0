/**
 * Stands in the bundle for `@codemirror/lang-html`, which the languages of Markdown and Liquid begin with, and with it
 * those of CSS and JavaScript: half as much again as the editor itself. In a report raw HTML is an error, so none of it
 * is ever highlighted.
 */
export function html(): { readonly language: { readonly parser: undefined }; readonly support: readonly [] } {
  return { language: { parser: undefined }, support: [] };
}

/** Suggests nothing. */
export function htmlCompletionSource(): null {
  return null;
}

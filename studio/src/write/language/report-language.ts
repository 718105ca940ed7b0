import { liquid } from "@codemirror/lang-liquid";
import { markdown } from "@codemirror/lang-markdown";
import type { LanguageSupport } from "@codemirror/language";
import { GFM } from "@lezer/markdown";
import { directiveSyntax } from "./directive-syntax.ts";

/** `report.md`, `mail.md` and partials: Liquid around Markdown with directives. */
export function reportLanguage(): LanguageSupport {
  return liquid({
    base: markdown({ extensions: [GFM, directiveSyntax], completeHTMLTags: false, pasteURLAsLink: false }),
  });
}

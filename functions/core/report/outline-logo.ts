import type { Warn } from "../errors.ts";
import type { FontSource } from "../ports.ts";
import { firstFace } from "./fonts/first-face.ts";
import { openTypesetter } from "./fonts/open-typesetter.ts";
import { outlineText } from "./fonts/outline-text.ts";
import { withOwnFonts } from "./fonts/own-fonts.ts";
import { outlineLogoText, type OutlineWords } from "./template/logo/outline-logo-text.ts";
import type { Template } from "./template/template.ts";
import type { Logo, LogoShape } from "./template/theme.ts";

/**
 * The template with the letters of its logo as outlines, so that a logo is one drawing in every kind of file and adds
 * no words to the report's text. It looks the same in every language of the report.
 *
 * @param warn called with `missing-glyph` for a character that no face has
 * @returns the same template if its logo has no letters
 */
export function outlineLogo(template: Template, shipped: FontSource, warn: Warn): Template {
  const { logo } = template.theme;
  if (logo === undefined || !("shapes" in logo) || logo.texts === undefined) return template;
  const outline: OutlineWords = ({ words, style, face, language, fonts }) => {
    const typesetter = openTypesetter(withOwnFonts(shipped, fonts, template.files), language, warn);
    return outlineText(firstFace(typesetter, face), words.normalize("NFC"), style);
  };
  const { texts, shapes, ...size } = logo;
  const drawn: LogoShape[] = [];
  let below = 0;
  for (const text of texts) {
    drawn.push(...shapes.slice(below, text.above), ...outlineLogoText(text, outline));
    below = text.above;
  }
  const whole: Logo = { ...size, shapes: [...drawn, ...shapes.slice(below)] };
  return { ...template, theme: { ...template.theme, logo: whole } };
}

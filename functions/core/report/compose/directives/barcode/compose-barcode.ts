import { hintNearMatch } from "../../../../near-match.ts";
import { symbologies } from "../../../picture/barcode/symbologies.ts";
import type { Block } from "../../../document/document.ts";
import type { Composition } from "../../composition.ts";
import { addFault, type Directive } from "../../directive.ts";
import { composeCaptioned } from "../compose-captioned.ts";
import { readPictureShape } from "../picture-shape.ts";

/**
 * `::barcode{type="qr" value="https://example.org" level="H" width="3cm" caption=".."}`. Its content is its alternative
 * text unless another is given.
 */
export function composeBarcode(composition: Composition, directive: Directive): Block[] {
  const { where, name } = directive;
  const { problems, locale } = composition;
  const before = problems.length;
  const type = name("type") ?? "";
  const value = name("value") ?? "";
  const symbology = Object.hasOwn(symbologies, type) ? symbologies[type] : undefined;
  if (symbology === undefined) {
    const allowed = Object.keys(symbologies);
    addFault(composition, directive, {
      code: "unknown-barcode-type",
      message: `there is no barcode type "${type}"`,
      seen: type,
      allowed,
      ...hintNearMatch(type, allowed),
    });
    return [];
  }
  if (value === "")
    addFault(composition, directive, {
      code: "missing-attribute",
      message: "the barcode's value is empty",
      hint: "a value of the data may be missing",
    });
  const level = readLevel(composition, directive, symbology);
  const text = readWords(composition, directive);
  const shape = readPictureShape(composition, directive);
  const captioned = composeCaptioned(composition, directive, "picture", `barcode-${type}`, () => ({
    caption: directive.inline("caption"),
  }));
  if (problems.length > before) return [];
  const { words } = locale;
  const alt = directive.plain("alt") || `${type === "qr" ? words.qrCode : words.barcode}${words.colon}${value}`;
  const content = {
    kind: "barcode",
    name: `"${value.slice(0, 40)}"`,
    symbology: type,
    value,
    text: text === "below",
    ...(level !== undefined && { level }),
  } as const;
  return [{ type: "picture", ...captioned, content, alt, ...shape, where }];
}

/** The level of error correction, if the author chose one. */
function readLevel(
  composition: Composition,
  directive: Directive,
  { title, levels = [] }: (typeof symbologies)[string],
): string | undefined {
  const level = directive.name("level");
  if (level !== undefined && !levels.includes(level)) {
    addFault(composition, directive, {
      code: "invalid-attribute",
      message:
        levels.length === 0
          ? `${title} has no levels of error correction to choose from`
          : "level must be a level of error correction",
      seen: level,
      allowed: levels,
    });
  }
  return level;
}

/** Where the value stands in words. */
function readWords(composition: Composition, directive: Directive): string {
  const text = directive.name("text") ?? "below";
  if (text !== "below" && text !== "none")
    addFault(composition, directive, {
      code: "invalid-attribute",
      message: 'text must be "below" or "none"',
      seen: text,
      allowed: ["below", "none"],
    });
  return text;
}

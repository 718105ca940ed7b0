import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { defaultTheme } from "../../functions/core/report/template/theme/default-theme.ts";
import { faceFile } from "../../functions/core/report/fonts/font-faces.ts";

const fonts = join(dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/inter/package.json")), "..");

/**
 * Returns the path of one of Broadsheet's font files, such as `serif-400-italic`: every contender uses the same fonts.
 */
export function fontPath(face: string): string {
  return join(fonts, faceFile(face));
}

const families: readonly (readonly [family: string, face: string, weights: readonly number[], italics: boolean])[] = [
  ["Source Serif", "serif", [400, 700], true],
  ["Inter", "sans", [400, 600], false],
  ["Noto Sans SC", "chinese", [400, 700], false],
];

/**
 * Writes the style sheet of every page that a browser or WeasyPrint prints, with Broadsheet's fonts, sizes and measure.
 */
export function pageStyle(): string {
  const { sizes, leading, ink, muted, accent, rule } = defaultTheme;
  const faces = families.flatMap(([family, face, weights, italics]) =>
    weights.flatMap((weight) =>
      [false, ...(italics ? [true] : [])].map((italic) => {
        const url = pathToFileURL(fontPath(`${face}-${weight}${italic ? "-italic" : ""}`)).href;
        return `@font-face { font-family: "${family}"; font-weight: ${weight}; font-style: ${italic ? "italic" : "normal"}; src: url("${url}"); }`;
      }),
    ),
  );
  return `${faces.join("\n")}
@page { size: A4; margin: 62pt 54pt 58pt; }
body { margin: 0; font: ${sizes.body}pt/${leading}pt "Source Serif", "Noto Sans SC"; color: ${ink}; text-align: justify; hyphens: auto; }
h1 { font-size: ${sizes.title}pt; line-height: 1.16; text-align: left; } h2 { font-size: ${sizes.heading}pt; line-height: 1.25; text-align: left; }
h1, h2, h3, figcaption { break-after: avoid; } figure { margin: ${leading}pt 0; break-inside: avoid; } figure:has(table) { break-inside: auto; }
figcaption, table, .key-figures, .source { font-family: Inter, "Noto Sans SC"; font-size: ${sizes.label}pt; line-height: 1.36; text-align: left; hyphens: manual; }
figcaption > * { display: block; } .label { color: ${accent}; } .source, .notes { font-size: ${sizes.caption}pt; line-height: 1.36; color: ${muted}; margin: 2pt 0; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; } thead { display: table-header-group; }
th, td { padding: 2pt 4pt; border-bottom: 0.5pt solid ${rule}; vertical-align: top; } tr { break-inside: avoid; }
.decimal, .right { text-align: right; } .group td { font-weight: 600; } .bar { display: block; height: 4pt; background: ${accent}; }
.columns { display: grid; grid-template-columns: repeat(12, 1fr); column-gap: 12pt; } .columns > * { min-width: 0; }
.key-figures { display: flex; gap: 12pt; } .key-figures > * { flex: 1; } .key-figures b, .key-figures span { display: block; }
.chart { max-width: 100%; } .page-break { break-after: page; } aside { border-left: 2pt solid ${accent}; padding-left: 8pt; }`;
}

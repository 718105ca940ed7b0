import type { Problem } from "../../../errors.ts";
import type { TemplateFiles } from "../template.ts";

/** What a theme may hold. A file that nothing would read is probably in the wrong place. */
const known = [
  /^partials\/.+\.(?:liquid|md)$/,
  /^messages\/[^/]+\.yaml$/,
  /^data\/[^/]+\.(?:topo|geo)json$/,
  // Logos, pictures and fonts, where its settings name them; settings on which others build.
  /\.(?:svg|png|jpe?g|ttf|otf)$/i,
  /^(?!messages\/|partials\/|data\/).+\.ya?ml$/,
  // Styles of text documents.
  /^theme\.(?:dotx|pptx)$/,
  /(?:^|\/)(?:readme|licen[cs]e|copying|notice|ofl)[^/]*$/i,
];

const allowed = [
  "theme.yaml",
  "brand.yml",
  "partials/*.liquid",
  "messages/<language>.yaml",
  "images/*.png|jpg|svg",
  "data/*.geojson|topojson",
  "theme.dotx",
  "theme.pptx",
  "logos (svg, png)",
  "fonts (ttf, otf)",
];

/**
 * A problem for each file that no theme shares.
 *
 * @param files of the theme, by their paths in it
 * @param folder where they are, for messages: `themes/house/`
 */
export function strangeFiles(files: TemplateFiles, folder = ""): readonly Problem[] {
  return [...files.keys()]
    .filter((file) => !known.some((pattern) => pattern.test(file)))
    .map((file) => ({
      code: "unknown-file",
      message: `${folder}${file} is nothing that a theme shares`,
      where: { file: `${folder}${file}` },
      seen: file,
      allowed,
    }));
}

import type { TemplateProblems } from "../template-problems.ts";
import type { GeometryFile, TemplateFiles } from "../template.ts";

/**
 * The beginning of a file of shapes named `.json`, like those of world-atlas: a type of TopoJSON or of GeoJSON (RFC
 * 7946, 1.4).
 */
const beginsLikeShapes =
  /^\uFEFF?\s*\{\s*(?:"(?!objects")\w+"\s*:\s*(?:"[^"]*"|\{[^{}]*\})\s*,\s*)*?"type"\s*:\s*"(?:Topology|FeatureCollection|Feature|GeometryCollection|(?:Multi)?(?:Polygon|LineString|Point))"/;

/**
 * Finds the shapes for maps: `data/NAME.topojson`, `data/NAME.geojson`, and each `data/NAME.json` that begins like one
 * and is not a dataset's sample. They are read only when a chart draws them.
 *
 * @param samples paths of the files that are samples of datasets
 * @param queries by name, which shapes must not share, since both are data for charts
 */
export function readGeometryFiles(
  files: TemplateFiles,
  samples: ReadonlySet<string | undefined>,
  queries: ReadonlyMap<string, unknown>,
  problems: TemplateProblems,
): Map<string, GeometryFile> {
  const found = new Map<string, GeometryFile>();
  for (const [file, body] of files) {
    const [, name, extension] = /^data\/(.+)\.((?:topo|geo)?json)$/.exec(file) ?? [];
    if (name === undefined || samples.has(file)) continue;
    if (extension === "json" && !beginsLikeShapes.test(new TextDecoder().decode(body.subarray(0, 4096)))) continue;
    if (!/^[A-Za-z0-9][\w-]*$/.test(name)) {
      problems.add({
        code: "invalid-name",
        message: `${file}: a chart cannot name these shapes`,
        where: { file },
        seen: name,
        allowed: "letters, digits, hyphens and underscores, in data/ itself",
      });
      continue;
    }
    const other = found.get(name)?.file ?? (queries.has(name) ? `queries/${name}.sql` : undefined);
    if (other === undefined) found.set(name, { file, body });
    else
      problems.add({
        code: "duplicate-name",
        message: `${file} and ${other} both give charts the data "${name}"`,
        where: { file },
      });
  }
  return found;
}

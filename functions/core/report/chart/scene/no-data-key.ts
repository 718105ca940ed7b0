import { type Spec, specs } from "../spec.ts";
import { noDataRules } from "../spec/settle-maps.ts";
import { visitMarks, type SceneMark } from "./scene.ts";

/** The legend entry of regions without a value. */
export interface NoDataKey {
  readonly label: string;
  readonly colour: string;
}

/** Whether a map shows regions without a value: items in the colour that `settleMaps` gave their mark for this. */
export function showsNoData(root: SceneMark, spec: Spec, colour: string): boolean {
  const names = new Set(marksWithNoData(spec, colour));
  if (names.size === 0) return false;
  let found = false;
  visitMarks(root, ({ name, items }) => {
    if (name !== undefined && names.has(name)) found ||= items.some(({ fill }) => fill === colour);
  });
  return found;
}

function marksWithNoData(group: Spec, colour: string): readonly string[] {
  return specs(group["marks"]).flatMap((mark) => {
    if (mark["type"] === "group") return marksWithNoData(mark, colour);
    return noDataRules(mark, colour).length > 0 ? [String(mark["name"])] : [];
  });
}

/** A Vega spec with an additional legend of this one entry. */
export function addNoDataKey(spec: Spec, { label, colour }: NoDataKey): Spec {
  const legends = specs(spec["legends"]);
  const orient = legends.find((legend) => typeof legend["orient"] === "string")?.["orient"];
  const name = "no_data_key";
  return {
    ...spec,
    scales: [...specs(spec["scales"]), { name, type: "ordinal", domain: [label], range: [colour] }],
    legends: [
      ...legends,
      { fill: name, symbolType: "square", symbolStrokeWidth: 0, ...(orient !== undefined && { orient }) },
    ],
  };
}

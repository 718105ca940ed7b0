import { readCssColor } from "../../../css-color.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { isSpec, specs } from "../spec.ts";
import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";

/** A colour of d3-color. */
interface Color {
  rgb(): { readonly r: number; readonly g: number; readonly b: number; readonly opacity: number };
}

/** Colour drawn for an invalid one: the initial colour of a canvas. */
const instead = "#000000";

type Part = "fill" | "stroke";

/**
 * Writes computed colours as CSS does, replaces every invalid colour with black, and warns of each with its mark. A
 * canvas would continue in the previous colour.
 */
export function settleColors(
  scene: { readonly root: SceneMark; background: unknown },
  name: string,
  { warn, where }: Pick<ChartSettings, "warn" | "where">,
): void {
  const told = new Set<string>();
  const tell = (color: unknown, what: string, fate = "it is drawn black"): void => {
    const shown = typeof color === "string" ? `"${color}"` : JSON.stringify(color);
    if (told.has(`${shown} ${what}`)) return;
    told.add(`${shown} ${what}`);
    warn({
      code: "chart-warning",
      message: `Chart "${name}": ${what} is ${shown}, which is not a colour; ${fate}`,
      where: { ...where, name },
      seen: color,
      hint: "write a colour as CSS does: a name, #rrggbb, rgb(…), hsl(…), oklch(…); its values must be numbers",
    });
  };
  const settle = (item: SceneItem, part: Part, mark: SceneMark): void => {
    const color = (item[part] = written(item[part]));
    // Vega paints nothing for an empty value.
    if (color === undefined || color === null || color === "" || color === false || color === 0) return;
    if (isSpec(color) && Boolean(color["gradient"])) {
      const stops = Array.isArray(color["stops"])
        ? (color["stops"] as readonly unknown[]).map((stop) =>
            isSpec(stop) ? { ...stop, color: written(stop["color"]) } : stop,
          )
        : [];
      item[part] = { ...color, ...(Array.isArray(color["stops"]) ? { stops } : {}) };
      if (stops.length > 0 && stops.every((stop) => isSpec(stop) && isColor(stop["color"]))) return;
      if (stops.length === 0)
        tell(color["stops"] ?? null, nameOf(`list of stops of the ${part}'s gradient`, mark), "nothing is drawn");
      for (const stop of stops)
        if (!isSpec(stop) || !isColor(stop["color"]))
          tell(isSpec(stop) ? (stop["color"] ?? null) : stop, nameOf(`${part}'s gradient`, mark));
      item[part] = {
        ...color,
        stops: specs(stops).map((stop) => (isColor(stop["color"]) ? stop : { ...stop, color: instead })),
      };
    } else if (!isColor(color)) {
      tell(color, nameOf(part, mark));
      item[part] = instead;
    }
  };
  const background = (scene.background = written(scene.background));
  if (typeof background === "string" && background !== "" && !isColor(background)) {
    tell(background, "the background", "none is drawn");
    scene.background = null;
  }
  visitMarks(scene.root, (mark) => {
    for (const item of mark.items) {
      settle(item, "fill", mark);
      settle(item, "stroke", mark);
    }
  });
}

function nameOf(part: string, { marktype, name, role }: SceneMark): string {
  return `the ${part} of the ${marktype} mark "${name ?? role ?? ""}"`;
}

/**
 * A colour that Vega's functions computed (`hsl()`, `lab()`, also changed by `merge`), as CSS writes it; they return
 * objects of d3-color, which a browser's canvas turns into text. Other values stay.
 */
function written(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("rgb" in value) || typeof value.rgb !== "function") return value;
  const { r, g, b, opacity } = (value as Color).rgb();
  return [r, g, b, opacity].some(Number.isNaN) && opacity !== 0 ? value : String(value);
}

function isColor(value: unknown): boolean {
  return typeof value === "string" && readCssColor(value) !== undefined;
}

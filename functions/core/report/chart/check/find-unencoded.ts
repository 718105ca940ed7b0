import { pointerTo } from "../../../json/json-pointer.ts";
import { isSpec, type Spec } from "../spec.ts";

/** Marks on which Vega-Lite fails without an encoding. */
const needing = new Set(["line", "area", "trail", "rule", "boxplot", "errorbar", "errorband"]);

/**
 * JSON pointer to the first view of a Vega-Lite spec whose mark needs an encoding but has none, neither its own nor
 * from an enclosing layer.
 */
export function findUnencoded(spec: Spec): string | undefined {
  const visit = (view: unknown, pointer: string, inherited: boolean): string | undefined => {
    if (!isSpec(view)) return undefined;
    const encoded = inherited || isSpec(view["encoding"]);
    const mark = isSpec(view["mark"]) ? view["mark"]["type"] : view["mark"];
    if (!encoded && needing.has(String(mark))) return pointer;
    for (const operator of ["layer", "concat", "hconcat", "vconcat"]) {
      const views = view[operator];
      for (const [index, child] of (Array.isArray(views) ? (views as readonly unknown[]) : []).entries()) {
        const found = visit(child, pointerTo(pointerTo(pointer, operator), index), operator === "layer" && encoded);
        if (found !== undefined) return found;
      }
    }
    return visit(view["spec"], pointerTo(pointer, "spec"), false);
  };
  return visit(spec, "", false);
}

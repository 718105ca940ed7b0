import { inputsIfGiven } from "./chart-inputs.ts";
import { ThinPath, type PathContext } from "./thin-path.ts";
import type { Vega } from "../vega.ts";
import { isSpec, specs } from "../spec.ts";

/** A function of a datum and of the parameters that its expression reads; a plain field has a name. */
type Evaluate = ((datum: unknown, parameters?: unknown) => unknown) & { readonly fname?: string };

interface Parameters {
  readonly projection?: { readonly path?: Path } | null;
  readonly as?: string;
  field?: Evaluate;
  pointRadius?: Evaluate | number;
  modified(): boolean;
}

/** d3-geo's path generator. */
interface Path {
  (object: unknown): unknown;
  context(context: unknown): Path;
  pointRadius(): unknown;
  pointRadius(radius: unknown): Path;
}

interface Pulse {
  /** The view. */
  readonly dataflow: object;
  readonly ALL: number;
  readonly ADD: number;
  readonly SOURCE: number;
  fork(flags: number): Pulse;
  materialize(): Pulse;
  reflow(): Pulse;
  visit(flags: number, visitor: (tuple: Record<string, unknown>) => void): Pulse;
  modifies(field: string): Pulse;
}

type Transform = new (parameters: unknown) => {
  value: unknown;
  transform(parameters: Parameters, pulse: Pulse): unknown;
};

/**
 * Allows the radius of points, and the geometry, to be expressions that read signals and scales. Vega passes them to
 * d3-geo, which calls them without signals; and a shape mark evaluates them only when it is drawn, after the dataflow
 * is released. Here each item's values are computed when the transform runs. Shapes of a report's maps are thinned.
 */
export function registerShapes(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  const [GeoPath, GeoShape] = [transforms["geopath"]!, transforms["geoshape"]!];
  const { projection } = vega as unknown as { projection(type: string): () => { readonly path: Path } };

  transforms["geopath"] = class extends GeoPath {
    static readonly Definition = definitionOf(GeoPath);

    override transform(parameters: Parameters, pulse: Pulse): unknown {
      const { field, pointRadius } = parameters;
      if (isExpression(field))
        parameters.field = Object.assign((datum: unknown) => field(datum, parameters), { fields: [] });
      if (typeof pointRadius === "function")
        parameters.pointRadius = (object) => radiusOf(pointRadius, object, parameters);
      const result = super.transform(parameters, pulse);
      if (field !== undefined) parameters.field = field;
      if (pointRadius !== undefined) parameters.pointRadius = pointRadius;
      return result;
    }
  };

  transforms["geoshape"] = class extends GeoShape {
    static readonly Definition = definitionOf(GeoShape);

    override transform(parameters: Parameters, pulse: Pulse): unknown {
      const { field = (item) => (item as { readonly datum: unknown }).datum, pointRadius, as = "shape" } = parameters;
      const thin = inputsIfGiven(pulse.dataflow)?.thin === true;
      if (!thin && typeof pointRadius !== "function" && !isExpression(parameters.field))
        return super.transform(parameters, pulse);
      const path = parameters.projection?.path ?? projection("identity")().path;
      const out = pulse.fork(pulse.ALL);
      const anew = this.value === null || parameters.modified();
      if (anew) out.materialize().reflow();
      this.value = path;
      out.visit(anew ? out.SOURCE : out.ADD, (item) => {
        const object = field(item, parameters);
        item[as] = settledShape(
          path,
          object,
          typeof pointRadius === "function" ? radiusOf(pointRadius, object, parameters) : pointRadius,
          thin,
        );
      });
      return out.modifies(as);
    }
  };
}

/**
 * The radius of an object with points. Lines and areas need none, and may lack the values from which it is computed.
 */
function radiusOf(pointRadius: Evaluate, object: unknown, parameters: Parameters): number {
  return hasPoints(object) ? Number(pointRadius(object, parameters)) : 0;
}

/** Whether a GeoJSON object contains points (RFC 7946). */
function hasPoints(object: unknown): boolean {
  if (!isSpec(object)) return false;
  const { type, geometry, geometries, features } = object;
  return (
    type === "Point" ||
    type === "MultiPoint" ||
    hasPoints(geometry) ||
    specs(geometries).some(hasPoints) ||
    specs(features).some(hasPoints)
  );
}

/** The function that draws an item of a shape mark. */
function settledShape(path: Path, object: unknown, radius: number | undefined, thin: boolean): object {
  let thinned: ThinPath | undefined;
  const drawWhole = (): unknown => {
    if (radius === undefined) return path(object);
    const before = path.pointRadius();
    const drawn = path.pointRadius(radius)(object);
    path.pointRadius(before);
    return drawn;
  };
  const draw = (): unknown => {
    const drawn = drawWhole();
    thinned?.finish();
    return drawn;
  };
  const shape = Object.assign(draw, {
    context(context: PathContext | null) {
      thinned = thin && context !== null ? new ThinPath(context) : undefined;
      path.context(thinned ?? context);
      return shape;
    },
  });
  return shape;
}

function isExpression(field: Evaluate | undefined): field is Evaluate {
  return field !== undefined && field.fname === undefined;
}

function definitionOf(transform: Transform): unknown {
  return (transform as unknown as { readonly Definition: unknown }).Definition;
}

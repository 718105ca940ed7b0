import { isSpec, type Spec, specs } from "../spec.ts";

interface Operator {
  readonly constructor: { readonly Definition?: { readonly type?: string } };
  readonly _argval?: { readonly mark?: { readonly name?: unknown; readonly marktype?: unknown } };
}

/** A part of a Vega spec, for people. */
export interface NamedPart {
  readonly words: string;
  /** Text by which to find it in the spec. */
  readonly name: string;
}

/** The part of a spec that an operator of its dataflow represents: a transform or a mark. */
export function nameOperator(operator: object, spec: Spec): NamedPart | undefined {
  const { constructor, _argval: values } = operator as Operator;
  const type = constructor.Definition?.type?.toLowerCase();
  if (type !== undefined && transformTypes(spec).has(type)) return { words: `the transform "${type}"`, name: type };
  const { name, marktype } = values?.mark ?? {};
  return typeof name === "string" && typeof marktype === "string"
    ? { words: `the ${marktype} mark "${name}"`, name }
    : undefined;
}

/** Types of a spec's transforms, in lower case. */
function transformTypes(spec: Spec): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isSpec(value)) return;
    for (const { type } of specs(value["transform"])) found.add(String(type).toLowerCase());
    for (const [key, member] of Object.entries(value)) if (key !== "values") visit(member);
  };
  visit(spec);
  return found;
}

import { TokenKind, toValue, Value, type Context, type Expression, type PropertyAccessToken, type Template } from "liquidjs";

/**
 * Lets the expressions of a parsed text or tag that are a plain path, as most are (`share.last.pct`), look their value up at
 * once. LiquidJS runs eleven generators for it, since each part of a path might have to be waited for. A path
 * that leads nowhere is left to LiquidJS, which knows how to complain.
 */
export function evaluateDirectly(template: Template): void {
  for (const argument of template.arguments?.() ?? []) if (argument instanceof Value) lookUpPath(argument.initial);
}

function lookUpPath(expression: Expression): void {
  const [token] = expression.postfix;
  if (expression.postfix.length !== 1 || token?.kind !== TokenKind.PropertyAccess) return;
  const { variable, props } = token as PropertyAccessToken;
  if (variable !== undefined || !props.every((prop) => "content" in prop)) return;
  const names = props.map((prop) => toValue((prop as { readonly content: unknown }).content) as string);
  const evaluate = expression.evaluate.bind(expression);
  const direct = (context: Context, lenient?: boolean): unknown => {
    let value: unknown = findScope(context, names[0]!);
    for (const name of names) {
      value = context.readProperty(value as object, name);
      if (value === undefined) return evaluate(context, lenient);
    }
    return value;
  };
  expression.evaluate = direct as Expression["evaluate"];
}

/** Private in LiquidJS's types. */
function findScope(context: Context, name: string): object {
  return (context as unknown as { findScope(key: string): object }).findScope(name);
}

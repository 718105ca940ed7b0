import { TokenKind, toValue, toValueSync, Value, type Context, type Expression, type PropertyAccessToken, type Template, type Token } from "liquidjs";

/** Looks a value up; `undefined` where LiquidJS has to. */
type LookUp = (context: Context) => unknown;

/**
 * Lets the expressions of a parsed text or tag that are a plain path, as most are (`share.last.pct`), or compare two of them be evaluated at once, and what is
 * printed of them by filters with plain arguments be printed at once. LiquidJS runs eleven generators for a path and more
 * for each filter, since every part might have to be waited for. A path that leads nowhere is left to it: it knows how to complain.
 */
export function evaluateDirectly(template: Template): void {
  for (const argument of template.arguments?.() ?? []) {
    if (!(argument instanceof Value)) continue;
    const initial = lookUpExpression(argument.initial);
    if (initial === undefined) continue;
    if (argument.filters.length === 0) valueDirectly(argument, initial);
    if (template.token.kind === TokenKind.Output) printDirectly(template, initial, argument.filters);
  }
}

function lookUpExpression({ postfix }: Expression): LookUp | undefined {
  const [first, second, operator] = postfix;
  if (postfix.length === 1) return lookUpOf(first!);
  if (postfix.length !== 3 || operator!.kind !== TokenKind.Operator) return undefined;
  // Two operands, as in most conditions.
  const [left, right] = [lookUpOf(first!), lookUpOf(second!)];
  const name = (operator as unknown as { readonly operator: string }).operator;
  if (left === undefined || right === undefined) return undefined;
  return (context) => {
    const [a, b] = [left(context), right(context)];
    return a === undefined || b === undefined ? undefined : context.opts.operators[name]!(a, b, context);
  };
}

function valueDirectly(argument: Value, initial: LookUp): void {
  const evaluate = argument.value.bind(argument);
  const direct = (context: Context, lenient?: boolean): unknown => {
    const value = initial(context);
    return value === undefined ? evaluate(context, lenient) : value;
  };
  argument.value = direct as Value["value"];
}

/** How the value of a literal or a path is come by. */
function lookUpOf(token: Token): LookUp | undefined {
  if ("content" in token) return () => token.content;
  if (token.kind !== TokenKind.PropertyAccess) return undefined;
  const { variable, props } = token as PropertyAccessToken;
  if (variable !== undefined || !props.every((prop) => "content" in prop)) return undefined;
  const names = props.map((prop) => toValue((prop as { readonly content: unknown }).content) as string);
  return (context) => {
    let value: unknown = findScope(context, names[0]!);
    for (let at = 0; at < names.length && value !== undefined; at++) value = context.readProperty(value as object, names[at]!);
    return value;
  };
}

interface Step {
  readonly filter: Value["filters"][number];
  readonly arguments: readonly (LookUp | readonly [name: string, value: LookUp])[];
}

function printDirectly(template: Template, initial: LookUp, filters: Value["filters"]): void {
  const steps = filters.map((filter) => {
    const lookUps = filter.args.map((argument) => {
      if (!Array.isArray(argument)) return lookUpOf(argument as Token);
      const value = argument[1] === undefined ? undefined : lookUpOf(argument[1]);
      return value === undefined ? undefined : ([argument[0], value] as const);
    });
    return lookUps.includes(undefined) ? undefined : { filter, arguments: lookUps as Step["arguments"] };
  });
  if (steps.includes(undefined)) return;
  const render = template.render.bind(template);
  template.render = (context, emitter) => {
    let value = initial(context);
    if (value === undefined) return render(context, emitter);
    for (const { filter, arguments: lookUps } of steps as readonly Step[]) {
      const values: unknown[] = [value];
      for (const lookUp of lookUps) {
        const argument = typeof lookUp === "function" ? lookUp(context) : lookUp[1](context);
        if (argument === undefined) return render(context, emitter);
        values.push(typeof lookUp === "function" ? argument : [lookUp[0], argument]);
      }
      const { handler, token, liquid } = filter as unknown as FilterParts;
      value = toValueSync(handler.apply({ context, token, liquid }, values) as Generator);
    }
    emitter.write(toValue(value));
    return undefined as never;
  };
}

/** Private in LiquidJS's types. */
interface FilterParts {
  readonly handler: (...values: unknown[]) => unknown;
  readonly token: Token;
  readonly liquid: unknown;
}

/** Private in LiquidJS's types. */
function findScope(context: Context, name: string): object {
  return (context as unknown as { findScope(key: string): object }).findScope(name);
}

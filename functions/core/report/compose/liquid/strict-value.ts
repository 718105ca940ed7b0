import { AssignTag, EchoTag, Expression, Output, type Context, type Value } from "liquidjs";
import { ConditionError } from "./condition-error.ts";

/** `{{ … }}` that fails on a comparison without a result. */
export class StrictOutput extends Output {
  constructor(...args: ConstructorParameters<typeof Output>) {
    super(...args);
    beStrict(this.value);
  }
}

/** `assign` that fails on a comparison without a result. */
export class StrictAssign extends AssignTag {
  constructor(...args: ConstructorParameters<typeof AssignTag>) {
    super(...args);
    beStrict((this as unknown as { readonly value: Value }).value);
  }
}

/** `echo` that fails on a comparison without a result. */
export class StrictEcho extends EchoTag {
  constructor(...args: ConstructorParameters<typeof EchoTag>) {
    super(...args);
    const { value } = this as unknown as { readonly value?: Value };
    if (value !== undefined) beStrict(value);
  }
}

/** Makes an impossible comparison an error at once: outside a condition, nothing else can decide it. */
function beStrict({ initial }: Value): void {
  initial.evaluate = function* (
    this: Expression,
    context: Context,
    lenient?: boolean,
  ): Generator<unknown, unknown, unknown> {
    const value = yield* Expression.prototype.evaluate.call(this, context, lenient as boolean) as Generator<
      unknown,
      unknown,
      unknown
    >;
    if (value instanceof ConditionError) throw value;
    return value;
  };
}

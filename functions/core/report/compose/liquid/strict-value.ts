import { AssignTag, EchoTag, Expression, Output, type Context, type Emitter, type Value } from "liquidjs";
import { ConditionError } from "./condition-error.ts";
import { readsOf, shownOf } from "./liquid-run.ts";

type Rendering = Generator<unknown, void, unknown>;

/** `{{ … }}` that fails on a comparison without a result. */
export class StrictOutput extends Output {
  constructor(...args: ConstructorParameters<typeof Output>) {
    super(...args);
    beStrict(this.value);
  }

  override render(context: Context, emitter: Emitter): ReturnType<Output["render"]> {
    readsOf(context)?.begin(this.token);
    shownOf(context)?.begin(this.token);
    return super.render(context, emitter);
  }
}

/** `assign` that fails on a comparison without a result. */
export class StrictAssign extends AssignTag {
  constructor(...args: ConstructorParameters<typeof AssignTag>) {
    super(...args);
    beStrict((this as unknown as { readonly value: Value }).value);
  }

  override *render(context: Context): Rendering {
    const reads = readsOf(context);
    reads?.begin();
    yield* super.render(context) as Rendering;
    reads?.assign(context.bottom(), (this as unknown as { readonly key: string }).key);
    reads?.begin();
  }
}

/** `echo` that fails on a comparison without a result. */
export class StrictEcho extends EchoTag {
  constructor(...args: ConstructorParameters<typeof EchoTag>) {
    super(...args);
    const { value } = this as unknown as { readonly value?: Value };
    if (value !== undefined) beStrict(value);
  }

  override render(context: Context, emitter: Emitter): ReturnType<EchoTag["render"]> {
    readsOf(context)?.begin(this.token);
    shownOf(context)?.begin(this.token);
    return super.render(context, emitter);
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

import {
  CaseTag,
  evalToken,
  ForTag,
  IfTag,
  ParseError,
  toValueSync,
  UnlessTag,
  type Context,
  type Emitter,
  type Value,
} from "liquidjs";
import { ConditionError } from "./condition-error.ts";
import { conditionOf, equal } from "./strict-operators.ts";

type Rendering = Generator<unknown, void, unknown>;

/** `if` whose conditions must be true or false. */
export class StrictIf extends IfTag {
  override *render(context: Context, emitter: Emitter): Rendering {
    for (const { value, templates } of this.branches) {
      if (decide(value, yield value.value(context, false))) {
        yield this.liquid.renderer.renderTemplates(templates, context, emitter);
        return;
      }
    }
    yield this.liquid.renderer.renderTemplates(this.elseTemplates ?? [], context, emitter);
  }
}

/** `unless` whose conditions must be true or false. */
export class StrictUnless extends UnlessTag {
  override *render(context: Context, emitter: Emitter): Rendering {
    for (const [index, { value, templates }] of this.branches.entries()) {
      // Only the first condition is negated; `elsif` works as in `if`.
      if (decide(value, yield value.value(context, false)) === index > 0) {
        yield this.liquid.renderer.renderTemplates(templates, context, emitter);
        return;
      }
    }
    yield this.liquid.renderer.renderTemplates(this.elseTemplates, context, emitter);
  }
}

/** `case` that compares only values of the same kind. As in Liquid, every matching branch is printed. */
export class StrictCase extends CaseTag {
  override *render(context: Context, emitter: Emitter): Rendering {
    const target: unknown = yield this.value.value(context, false);
    let fitting = false;
    for (const { values, templates } of this.branches) {
      for (const token of values) {
        const found = equal(target, yield evalToken(token, context));
        if (found instanceof ConditionError) throw found;
        if (!found) continue;
        fitting = true;
        yield this.liquid.renderer.renderTemplates(templates, context, emitter);
        break;
      }
    }
    if (!fitting) yield this.liquid.renderer.renderTemplates(this.elseTemplates, context, emitter);
  }
}

/** `for` over lists only. A missing list has no members. */
export class StrictFor extends ForTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void | string, unknown> {
    const list: unknown = toValueSync(yield evalToken(this.collection, context));
    if (!Array.isArray(list) && list !== null && list !== undefined) {
      throw new ConditionError(
        `for goes through a list, but ${this.collection.getText()} is ${typeof list === "object" ? "a row" : JSON.stringify(list)}`,
        { seen: typeof list === "object" ? "a row" : list, hint: "name a query, or a list" },
      );
    }
    return yield* super.render(context, emitter) as Generator<unknown, void | string, unknown>;
  }
}

/**
 * A condition's value. @throws LiquidError with the place of the condition itself, which may be lines after the
 * beginning of its block
 */
function decide({ initial }: Value, found: unknown): boolean {
  try {
    return conditionOf(found);
  } catch (error) {
    const [first] = initial.postfix;
    if (!(error instanceof ConditionError) || first === undefined) throw error;
    const tokens = initial.postfix.toSorted((a, b) => a.begin - b.begin);
    const text = first.input.slice(tokens[0]?.begin, Math.max(...tokens.map(({ end }) => end)));
    throw new ParseError(error.in(text), tokens[0] ?? first);
  }
}

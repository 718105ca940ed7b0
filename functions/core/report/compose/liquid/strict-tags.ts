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
  type Template,
  type Value,
} from "liquidjs";
import { ConditionError } from "./condition-error.ts";
import { readsOf, shownOf } from "./liquid-run.ts";
import { conditionOf, equal } from "./strict-operators.ts";

type Rendering = Generator<unknown, void, unknown>;

/** `if` whose conditions must be true or false. */
export class StrictIf extends IfTag {
  override *render(context: Context, emitter: Emitter): Rendering {
    const reads = readsOf(context);
    reads?.begin();
    for (const [index, { value, templates }] of this.branches.entries()) {
      if (decide(value, yield value.value(context, false))) {
        yield* branch(this, index, templates, context, emitter);
        return;
      }
    }
    yield* branch(this, this.branches.length, this.elseTemplates ?? [], context, emitter);
  }
}

/** `unless` whose conditions must be true or false. */
export class StrictUnless extends UnlessTag {
  override *render(context: Context, emitter: Emitter): Rendering {
    const reads = readsOf(context);
    reads?.begin();
    for (const [index, { value, templates }] of this.branches.entries()) {
      // Only the first condition is negated; `elsif` works as in `if`.
      if (decide(value, yield value.value(context, false)) === index > 0) {
        yield* branch(this, index, templates, context, emitter);
        return;
      }
    }
    yield* branch(this, this.branches.length, this.elseTemplates, context, emitter);
  }
}

/** `case` that compares only values of the same kind. As in Liquid, every matching branch is printed. */
export class StrictCase extends CaseTag {
  override *render(context: Context, emitter: Emitter): Rendering {
    const reads = readsOf(context);
    reads?.begin();
    const target: unknown = yield this.value.value(context, false);
    let fitting = false;
    for (const [index, { values, templates }] of this.branches.entries()) {
      for (const token of values) {
        const found = equal(target, yield evalToken(token, context));
        if (found instanceof ConditionError) throw found;
        if (!found) continue;
        fitting = true;
        yield* branch(this, index, templates, context, emitter);
        break;
      }
    }
    if (!fitting) yield* branch(this, this.branches.length, this.elseTemplates, context, emitter);
    reads?.begin();
  }
}

/** `for` over lists only. A missing list has no members. */
export class StrictFor extends ForTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void | string, unknown> {
    const reads = readsOf(context);
    reads?.begin();
    const list: unknown = toValueSync(yield evalToken(this.collection, context));
    if (!Array.isArray(list) && list !== null && list !== undefined) {
      throw new ConditionError(
        `for goes through a list, but ${this.collection.getText()} is ${typeof list === "object" ? "a row" : JSON.stringify(list)}`,
        { seen: typeof list === "object" ? "a row" : list, hint: "name a query, or a list" },
      );
    }
    if (reads === undefined) return yield* super.render(context, emitter) as Generator<unknown, void | string, unknown>;
    const members = reads.membersOf((list ?? []) as readonly unknown[]);
    // Which members `limit`, `offset` and `reversed` leave is known only inside; then each counts as made from all.
    const plain = Object.keys(this.hash.hash).length === 0;
    reads.enter();
    reads.loop(this.variable, plain ? members : members.map(() => members.flat()));
    const result = yield* super.render(context, emitter) as Generator<unknown, void | string, unknown>;
    reads.decide(context.bottom(), assignedIn(this), reads.leave());
    return result;
  }
}

/**
 * Renders a branch of a condition, which decides everything in it and the names that the other branches assign.
 *
 * @param index of the branch, from 0; that of `else` is the last, whether it is written or not
 */
function* branch(
  tag: IfTag | UnlessTag | CaseTag,
  index: number,
  templates: Template[],
  context: Context,
  emitter: Emitter,
): Rendering {
  const reads = readsOf(context);
  shownOf(context)?.choose(tag.token, index);
  reads?.enter();
  yield tag.liquid.renderer.renderTemplates(templates, context, emitter);
  if (reads === undefined) return;
  const decided = reads.leave();
  reads.decide(context.bottom(), assignedIn(tag), decided);
  // The other values of a `case` are compared with the same target.
  reads.begin();
  reads.resume(decided);
}

const assigned = new WeakMap<Template, readonly string[]>();

/** The names that a tag's templates assign or capture. */
function assignedIn(template: Template): readonly string[] {
  const known = assigned.get(template);
  if (known !== undefined) return known;
  const children = (template.children === undefined ? [] : toValueSync(template.children(false, true))) as Template[];
  const own = [...(template.localScope?.() ?? [])].map((token) => token.content);
  const names = [...own, ...children.flatMap(assignedIn)];
  assigned.set(template, names);
  return names;
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

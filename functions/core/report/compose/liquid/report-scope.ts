import { Context, type Liquid } from "liquidjs";
import { readsOf, runKey, type LiquidRun } from "./liquid-run.ts";
import type { ReportContext } from "./report-context.ts";

/**
 * The scope of a report's text. Liquid takes `first` and `last` of a list from its members; here a query's own `first`
 * and `last` take precedence, which are rows of nulls if there are no rows.
 */
class ReportScope extends Context {
  override readProperty(scope: object, key: string | number): unknown {
    readsOf(this)?.read(scope, key);
    const own = Array.isArray(scope) && (key === "first" || key === "last") && Object.hasOwn(scope, key);
    return own ? (scope as unknown as Record<string, unknown>)[key] : super.readProperty(scope as never, key);
  }

  /** Adds the existing names to the error about an unknown one: inside a loop only the scope knows them. */
  override *_getFromScope(
    scope: unknown,
    paths: (string | number)[] | string,
    strict = this.strictVariables,
  ): IterableIterator<unknown> {
    try {
      return yield* super._getFromScope(scope as never, paths as never, strict);
    } catch (error) {
      if (error instanceof Error && error.name === "InternalUndefinedVariableError")
        Object.assign(error, {
          allowed: this.#namesBeside(scope, typeof paths === "string" ? paths.split(".") : paths),
        });
      throw error;
    }
  }

  #namesBeside(scope: unknown, path: readonly (string | number)[]): readonly string[] | undefined {
    let parent: unknown = scope;
    for (const [index, key] of path.entries()) {
      if (typeof parent !== "object" || parent === null) return undefined;
      const next = this.readProperty(parent, key);
      if (next === undefined)
        return index === 0 ? this.#names() : Object.keys(parent).filter((name) => !/^\d+$/.test(name));
      parent = next;
    }
    return undefined;
  }

  /** Every name with which a path may begin here. */
  #names(): readonly string[] {
    const { environments, scopes } = this as unknown as {
      readonly environments: object;
      readonly scopes: readonly object[];
    };
    return [...new Set([...Object.keys(environments), ...scopes.flatMap((scope) => Object.keys(scope))])];
  }

  /** The scope of a partial called by `render`, of the same kind and with the same limits. */
  override spawn(scope: object = {}): Context {
    const { sync, globals, strictVariables, ownPropertyOnly, renderLimit, memoryLimit, liquid } = this;
    const spawned = new ReportScope(
      scope,
      this.opts,
      { sync, globals, strictVariables, ownPropertyOnly },
      { renderLimit, memoryLimit, liquid: liquid as unknown },
    );
    readsOf(this)?.spawn(spawned.bottom());
    return spawned;
  }

  override push(scope: object): number {
    readsOf(this)?.push(scope);
    return super.push(scope);
  }
}

/** Creates the scope of one text. */
export function createScope(liquid: Liquid, context: ReportContext, run: LiquidRun): Context {
  return new ReportScope(context, liquid.options, { sync: true, globals: { [runKey]: run } }, { liquid });
}

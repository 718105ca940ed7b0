import { Context, type Liquid } from "liquidjs";
import { runKey, type LiquidRun } from "./liquid-run.ts";
import type { ReportContext } from "./report-context.ts";

/**
 * The scope of a report's text. Liquid takes `first` and `last` of a list to be its members; here a
 * query's own `first` and `last` come before, which are rows of nulls where there are no rows.
 */
class ReportScope extends Context {
  override readProperty(scope: object, key: string | number): unknown {
    const own = Array.isArray(scope) && (key === "first" || key === "last") && Object.hasOwn(scope, key);
    return own ? (scope as unknown as Record<string, unknown>)[key] : super.readProperty(scope as never, key);
  }

  /** The scope of a partial called by `render`: of the same kind, under the same limits. */
  override spawn(scope: object = {}): Context {
    const { sync, globals, strictVariables, ownPropertyOnly, renderLimit, memoryLimit, liquid } = this;
    return new ReportScope(
      scope,
      this.opts,
      { sync, globals, strictVariables, ownPropertyOnly },
      { renderLimit, memoryLimit, liquid: liquid as unknown },
    );
  }
}

/** A fresh scope for one text. */
export function createScope(liquid: Liquid, context: ReportContext, run: LiquidRun): Context {
  return new ReportScope(context, liquid.options, { sync: true, globals: { [runKey]: run } }, { liquid });
}

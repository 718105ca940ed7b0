import type { ChartRequest } from "../../document/document.ts";
import type { Theme } from "../../template/theme.ts";
import { buildSpec, type BuiltSpec } from "./build-spec.ts";
import type { ChartLogger } from "../chart-logger.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { declaredTitles } from "./declared-titles.ts";
import { type EncodedField, encodedFields } from "./encoded-fields.ts";
import type { VegaModules } from "../vega.ts";
import { takeOrMake } from "./take-or-make.ts";

/**
 * A Vega spec, the same object for the same chart request, so that results that follow from the spec alone (its
 * dataflow, its checks) can be cached by it. It is never modified.
 */
export interface PreparedSpec extends BuiltSpec {
  /** The compiler's warnings, to be repeated. */
  readonly warnings: readonly (readonly unknown[])[];
  /** The fields that each mark encodes. */
  readonly fields: readonly (readonly [mark: string, fields: readonly EncodedField[]])[];
}

/** Most specs cached: 16 charts of a template, in a few languages, for several templates. */
const kept = 256;
/** Longest spec cached, characters. */
const longest = 200_000;
const prepared = new Map<string, PreparedSpec>();

/**
 * Turns a chart request's spec into Vega, once: a prepared spec is cached like a parsed template. It contains neither
 * data nor parameters, and Vega-Lite takes 3 ms per chart to compile, more than most dataflows take to run. A spec with
 * very many rows of its own is prepared every time.
 *
 * @throws whatever Vega-Lite throws
 */
export function prepareSpec(
  modules: VegaModules,
  request: ChartRequest,
  settings: ChartSettings,
  logger: ChartLogger,
): PreparedSpec {
  const { authored, theme, width } = settings;
  const style =
    authored === undefined ? `${width} ${textOfTheme(theme)}` : `authored ${JSON.stringify(authored.config)}`;
  const key = `${request.dialect} ${style} ${JSON.stringify(request.spec)}`;
  const known = prepared.get(key);
  if (known !== undefined) {
    for (const warning of known.warnings) logger.warn(...warning);
    return known;
  }
  const make = (): PreparedSpec => {
    const warnings: (readonly unknown[])[] = [];
    const noting: ChartLogger = {
      ...logger,
      warn(...parts) {
        warnings.push(parts);
        return noting;
      },
    };
    const built = buildSpec(modules, request, settings, noting);
    const fields = encodedFields(modules.vega, built.spec, declaredTitles(request.spec));
    return { ...built, warnings, fields: [...fields] };
  };
  const made = key.length > longest ? make() : takeOrMake(settings.shelf, () => key, make);
  for (const warning of made.warnings) logger.warn(...warning);
  if (key.length > longest) return made;
  if (prepared.size >= kept) prepared.delete(prepared.keys().next().value!);
  prepared.set(key, made);
  return made;
}

/** Themes belong to parsed templates, so there are few. */
const textsOfThemes = new WeakMap<Theme, string>();

function textOfTheme(theme: Theme): string {
  let text = textsOfThemes.get(theme);
  if (text === undefined) textsOfThemes.set(theme, (text = JSON.stringify(theme)));
  return text;
}

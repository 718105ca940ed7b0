import { useMemo, useState } from "react";
import type { components } from "../../../functions/client/schema.ts";
import { keptValues, useKeeping } from "../api/kept-values.ts";
import type { Report } from "../api/report.ts";
import type { Template } from "../api/use-template.ts";
import { useLanguage } from "../words/use-words.tsx";
import type { PickedDataset } from "./dataset-picker.tsx";
import { show } from "./form-fields.ts";
import { inLanguage } from "./in-language.ts";
import { valuesOf, withOpenOptions } from "./open-options.ts";
import { type Changes, changesOf, readValues } from "./read-values.ts";
import { useFormFields } from "./use-form-fields.ts";

type Picked = Readonly<Record<string, PickedDataset>>;

/**
 * What the form of a template holds: its fields, their values, the data picked; and what is asked for with them. It
 * outlives signing in.
 *
 * @param source the report whose values it begins with
 * @param dataset begins in the place of the first that the template takes
 */
export function useMakeValues(template: Template, source: Report | undefined, dataset: string | undefined) {
  const { language } = useLanguage();
  const kept = useMemo(
    () => keptValues<{ readonly changes: Changes; readonly picked: Picked }>(`make ${template.name}`),
    [template.name],
  );
  const [picked, setPicked] = useState<Picked>(
    () =>
      kept?.picked ??
      source?.datasets ??
      (dataset === undefined || template.datasets[0] === undefined
        ? {}
        : { [template.datasets[0].alias]: { name: dataset } }),
  );
  const fields = useFormFields(
    template,
    useMemo(() => referencesOf(picked), [picked]),
  );
  const [changes, setChanges] = useState<Changes>(
    () =>
      kept?.changes ??
      (source === undefined ? inLanguage(fields, language) : changesOf(fields, source.parameters, show)),
  );
  const shown = useMemo(() => withOpenOptions(fields, valuesOf(fields, changes)), [fields, changes]);
  useKeeping(`make ${template.name}`, { changes, picked });
  const request = useMemo(
    () => requestOf(template, readValues(fields, changes), picked),
    [template, fields, changes, picked],
  );
  return { fields, shown, changes, setChanges, picked, setPicked, request };
}

/** Alias → `name` or `name@version`. */
function referencesOf(picked: Picked): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(picked).map(([alias, { name, version }]) => [
      alias,
      version === undefined ? name : `${name}@${version}`,
    ]),
  );
}

function requestOf(
  template: Template,
  parameters: Record<string, unknown>,
  picked: Picked,
): components["schemas"]["ReportRequest"] & { readonly template: string } {
  const datasets = Object.fromEntries(
    template.datasets.flatMap(({ alias, default: usual }): [string, string][] => {
      const given = picked[alias];
      if (given === undefined || (given.name === usual && given.version === undefined)) return [];
      return [[alias, given.version === undefined ? given.name : `${given.name}@${given.version}`]];
    }),
  );
  return {
    template: template.name,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(datasets).length > 0 && { datasets }),
  } as components["schemas"]["ReportRequest"] & { readonly template: string };
}

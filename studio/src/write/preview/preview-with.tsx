import { keys } from "../../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { take } from "../../api/take.ts";
import { Button } from "../../design/button.tsx";
import { OwnOption } from "../../design/own-option.tsx";
import { useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import type { TemplateOutline } from "../workspace/read-template-yaml.ts";
import { ParameterInput } from "./parameter-input.tsx";
import { defaultValues, type PreviewValues } from "./preview-values.ts";

interface PreviewWithProps {
  /** Of the template, whose published version knows the choices that come from data. */
  readonly name: string;
  readonly outline: TemplateOutline | undefined;
  readonly values: PreviewValues;
  readonly onValues: (values: PreviewValues) => void;
}

/** The parameters, the language and the datasets of the preview. */
export function PreviewWith({ name: template, outline, values, onValues }: PreviewWithProps) {
  const words = useWords(writeWords);
  const { data } = useQuery({
    queryKey: keys.datasetNames(),
    queryFn: () => take(api.GET("/datasets", { params: { query: { limit: 500 } } })),
    staleTime: 30_000,
  });
  const published = useQuery({
    queryKey: keys.template(template, "choices"),
    queryFn: () => take(api.GET("/templates/{name}", { params: { path: { name: template } } })),
    staleTime: 60_000,
    retry: false,
  });
  const choices =
    (
      published.data?.parameters as
        | { readonly properties?: Readonly<Record<string, { readonly enum?: readonly unknown[] }>> }
        | undefined
    )?.properties ?? {};
  if (outline === undefined) return null;
  const { parameters, languages, datasets } = outline;
  const ownLanguage = parameters.some(({ name }) => name === "language");
  const stored = data?.datasets.map(({ name }) => name) ?? [];
  return (
    <div className="write-with">
      <h2>{words.previewWith}</h2>
      {parameters.map((parameter) => (
        <ParameterInput
          key={parameter.name}
          parameter={
            parameter.schema["choices"] === undefined
              ? parameter
              : { ...parameter, schema: { ...parameter.schema, enum: choices[parameter.name]?.enum } }
          }
          value={values.parameters[parameter.name]}
          onValue={(value) => onValues({ ...values, parameters: withMember(values.parameters, parameter.name, value) })}
        />
      ))}
      {!ownLanguage && languages.length > 1 && (
        <label className="write-value">
          <span>{words.language}</span>
          <select
            value={values.language ?? languages[0]}
            onChange={(event) => onValues({ ...values, language: event.target.value })}
          >
            {languages.map((language) => (
              <option key={language}>{language}</option>
            ))}
          </select>
        </label>
      )}
      {[...datasets].map(([alias, { file }]) => (
        <label key={alias} className="write-value">
          <span>{alias}</span>
          <select
            value={values.datasets[alias] ?? ""}
            onChange={(event) =>
              onValues({
                ...values,
                datasets: withMember(
                  values.datasets,
                  alias,
                  event.target.value === "" ? undefined : event.target.value,
                ),
              })
            }
          >
            <option value="">{file === undefined ? words.defaultDataset : words.sample}</option>
            {stored.map((name) => (
              <OwnOption key={name} value={name}>
                {name}
              </OwnOption>
            ))}
          </select>
        </label>
      ))}
      {values !== defaultValues && (
        <Button kind="plain" onClick={() => onValues(defaultValues)}>
          {words.defaults}
        </Button>
      )}
    </div>
  );
}

function withMember<Value>(
  members: Readonly<Record<string, Value>>,
  name: string,
  value: Value | undefined,
): Record<string, Value> {
  const { [name]: _before, ...rest } = members;
  return value === undefined ? rest : { ...rest, [name]: value };
}

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
  const choices = useChoicesOf(template);
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
        <LanguageChoice
          languages={languages}
          value={values.language ?? languages[0]}
          onValue={(language) => onValues({ ...values, language })}
        />
      )}
      {[...datasets].map(([alias, { file }]) => (
        <DatasetChoice
          key={alias}
          alias={alias}
          usual={file === undefined ? words.defaultDataset : words.sample}
          stored={stored}
          value={values.datasets[alias]}
          onValue={(name) => onValues({ ...values, datasets: withMember(values.datasets, alias, name) })}
        />
      ))}
      {values !== defaultValues && (
        <Button kind="plain" onClick={() => onValues(defaultValues)}>
          {words.defaults}
        </Button>
      )}
    </div>
  );
}

/** Values of parameters that come from data. */
type ChoicesOf = Readonly<Record<string, { readonly enum?: readonly unknown[] }>>;

/** The choices of the published version's parameters, some of which come from data; if none is, of the latest draft. */
function useChoicesOf(template: string): ChoicesOf {
  const { data } = useQuery({
    queryKey: keys.template(template, "choices"),
    queryFn: async (): Promise<ChoicesOf> => {
      const params = { path: { name: template } };
      const call = await api.GET("/templates/{name}", { params });
      if (call.response.status === 404) return await choicesOfDraft(template);
      const { parameters } = await take(Promise.resolve(call));
      return (parameters as { readonly properties?: ChoicesOf }).properties ?? {};
    },
    staleTime: 60_000,
    retry: false,
  });
  return data ?? {};
}

/** The choices of the latest version of a template that is not published: no form has asked for them yet. */
async function choicesOfDraft(name: string): Promise<ChoicesOf> {
  const params = { path: { name } };
  const { versions } = await take(
    api.GET("/templates/{name}/versions", { params: { ...params, query: { limit: 1 } } }),
  );
  const { choices } = await take(
    api.POST("/templates/{name}/choices", { params, body: { version: versions[0]!.version } }),
  );
  return Object.fromEntries(
    Object.entries(choices).map(([parameter, all]) => [
      parameter,
      { enum: [...new Set(all.map(({ value }) => value))] },
    ]),
  );
}

interface LanguageChoiceProps {
  readonly languages: readonly string[];
  readonly value: string | undefined;
  readonly onValue: (language: string) => void;
}

function LanguageChoice({ languages, value, onValue }: LanguageChoiceProps) {
  const words = useWords(writeWords);
  return (
    <label className="write-value">
      <span>{words.language}</span>
      <select value={value} onChange={(event) => onValue(event.target.value)}>
        {languages.map((language) => (
          <option key={language}>{language}</option>
        ))}
      </select>
    </label>
  );
}

interface DatasetChoiceProps {
  readonly alias: string;
  /** What it is if none is chosen. */
  readonly usual: string;
  /** Names of the stored datasets. */
  readonly stored: readonly string[];
  readonly value: string | undefined;
  readonly onValue: (name: string | undefined) => void;
}

/** The dataset behind an alias. */
function DatasetChoice({ alias, usual, stored, value, onValue }: DatasetChoiceProps) {
  const words = useWords(writeWords);
  return (
    <label className="write-value">
      <span>{words.datasetOf(alias)}</span>
      <select
        value={value ?? ""}
        onChange={(event) => onValue(event.target.value === "" ? undefined : event.target.value)}
      >
        <option value="">{usual}</option>
        {stored.map((name) => (
          <OwnOption key={name} value={name}>
            {name}
          </OwnOption>
        ))}
      </select>
    </label>
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

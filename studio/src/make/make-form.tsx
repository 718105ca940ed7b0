import { Own } from "../design/own.tsx";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useMemo, useRef } from "react";
import { api } from "../api/client.ts";
import { RefusedError } from "../api/refused-error.ts";
import { take } from "../api/take.ts";
import { readToken } from "../api/token.ts";
import type { Report } from "../api/report.ts";
import type { Template } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { CopyButton } from "../design/copy-button.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useFaultFocus } from "../design/use-fault-focus.ts";
import { type SayProblem, useProblemText } from "../words/use-problem-text.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { curlCommand } from "./curl-command.ts";
import { DatasetPicker, type PickedDataset } from "./dataset-picker.tsx";
import type { FormField } from "./form-fields.ts";
import { ParameterField } from "./parameter-field.tsx";
import type { Changes } from "./read-values.ts";
import { useMakeValues } from "./use-make-values.ts";
import { makeWords } from "./words.ts";

interface MakeFormProps {
  readonly template: Template;
  /** The report whose values the form begins with. */
  readonly source: Report | undefined;
  /** A dataset to begin with, in the place of the first that the template takes. */
  readonly dataset: string | undefined;
  readonly onMade: (report: Report) => void;
}

/**
 * The form of a template: its parameters and its data. The server judges the values; its problems appear at their
 * fields.
 */
export function MakeForm({ template, source, dataset, onMade }: MakeFormProps) {
  const words = useWords(makeWords);
  const form = useRef<HTMLFormElement>(null);
  const { fields, shown, changes, setChanges, picked, setPicked, request } = useMakeValues(template, source, dataset);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => take(api.POST("/reports", { body: request })),
  });
  const { faults, rest } = useFaults(error, fields, template);

  useFaultFocus(form, error);

  return (
    <form ref={form} noValidate onSubmit={submit} onChange={() => error !== null && reset()}>
      {source !== undefined && <p className="small muted">{words.again}</p>}
      {fields.length > 0 && (
        <fieldset className="form-part">
          <legend className="unseen">{words.values}</legend>
          <GroupedFields fields={shown} changes={changes} faults={faults} onChange={setChanges} />
        </fieldset>
      )}
      {template.datasets.length > 0 && (
        <fieldset className="form-part">
          <legend>{words.data}</legend>
          {template.datasets.map((slot) => (
            <DatasetPicker
              key={slot.alias}
              slot={slot}
              picked={picked[slot.alias]}
              fault={faults[`/datasets/${slot.alias}`]}
              onPick={(dataset) => pick(slot.alias, dataset)}
            />
          ))}
        </fieldset>
      )}
      {rest !== undefined && <ProblemList title={words.faulty} error={rest} />}
      <div className="buttons form-end">
        <Button kind="primary" type="submit" disabled={isPending}>
          {isPending ? words.making : words.make}
        </Button>
        <CopyButton text={curlCommand(location.origin, request, readToken() !== undefined)} done={words.curlCopied}>
          {words.curl}
        </CopyButton>
      </div>
    </form>
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    // Called only while the form is there: a reader who has gone elsewhere stays there.
    mutate(undefined, { onSuccess: onMade });
  }

  function pick(alias: string, dataset: PickedDataset): void {
    reset();
    setPicked({ ...picked, [alias]: dataset });
  }
}

interface Faults {
  readonly faults: Readonly<Record<string, string>>;
  readonly rest: Error | undefined;
}

interface GroupedFieldsProps {
  readonly fields: readonly FormField[];
  readonly changes: Changes;
  /** What is wrong, by pointer. */
  readonly faults: Readonly<Record<string, string | undefined>>;
  readonly onChange: (changes: Changes) => void;
}

/** The parameters, those of a group below its heading. */
function GroupedFields({ fields, changes, faults, onChange }: GroupedFieldsProps) {
  return fields.map((field, index) => {
    const group = field.group?.label ?? "";
    const begins = group !== "" && group !== (fields[index - 1]?.group?.label ?? "");
    return (
      <div key={field.pointer} className={group === "" ? "form-field" : "form-field inner"}>
        {begins && (
          <div className="group-head">
            <strong>
              <Own>{field.group!.label}</Own>
            </strong>
            {field.group!.help !== undefined && <p className="small muted">{field.group!.help}</p>}
          </div>
        )}
        <ParameterField
          field={field}
          value={changes[field.pointer] ?? field.initial}
          fault={faults[`/parameters${field.pointer}`]}
          onChange={(value) => onChange({ ...changes, [field.pointer]: value })}
        />
      </div>
    );
  });
}

/** What is wrong with a request, by the pointer of its field, and an error of the rest. */
function useFaults(error: Error | null, fields: readonly FormField[], template: Template): Faults {
  const { language } = useLanguage();
  const say = useProblemText();
  return useMemo(
    () =>
      splitFaults(error, say, [
        ...fields.map(({ pointer }) => `/parameters${pointer}`),
        ...template.datasets.map(({ alias }) => `/datasets/${alias}`),
      ]),
    [error, fields, template, language],
  );
}

/** The problems that belong to a field, by its pointer in the request, and an error of the others. */
function splitFaults(error: Error | null, say: SayProblem, pointers: readonly string[]): Faults {
  if (error === null) return { faults: {}, rest: undefined };
  if (!(error instanceof RefusedError)) return { faults: {}, rest: error };
  const faults: Record<string, string> = {};
  const others = error.problems.filter((problem) => {
    const { pointer } = problem;
    const home = pointers.find((known) => pointer === known || pointer?.startsWith(`${known}/`) === true);
    if (home === undefined) return true;
    faults[home] = [faults[home], say(problem)].filter(Boolean).join(" · ");
    return false;
  });
  return {
    faults,
    rest: others.length === 0 ? undefined : new RefusedError(error.status, { ...error.details!, problems: others }),
  };
}

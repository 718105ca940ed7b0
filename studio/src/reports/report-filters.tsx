import { useTemplates } from "../api/use-template.ts";
import { Field } from "../design/field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { states } from "./use-reports.ts";
import { reportWords } from "./words.ts";

interface ReportFiltersProps {
  /** What the address holds: the text as it is typed. */
  readonly search: URLSearchParams;
  readonly status: string;
  readonly template: string;
  readonly onChange: (name: string, value: string) => void;
}

/** What the list of reports is narrowed by. */
export function ReportFilters({ search, status, template, onChange }: ReportFiltersProps) {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  const { data: templates } = useTemplates();
  return (
    <div className="filters">
      <Field label={words.search}>
        {(links) => (
          <input
            {...links}
            className="input"
            type="search"
            value={search.get("search") ?? ""}
            maxLength={100}
            onChange={(event) => onChange("search", event.target.value)}
          />
        )}
      </Field>
      <Field label={words.state}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={status}
            onChange={(event) => onChange("status", event.target.value)}
          >
            <option value="">{words.anyState}</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {words[state]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.template}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={template}
            onChange={(event) => onChange("template", event.target.value)}
          >
            <option value="">{words.anyTemplate}</option>
            {templates?.pages
              .flatMap((page) => page.templates)
              .map(({ name, title }) => (
                <OwnOption key={name} value={name}>
                  {textOf(title, language)}
                </OwnOption>
              ))}
          </select>
        )}
      </Field>
    </div>
  );
}

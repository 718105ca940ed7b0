import type { Report } from "../api/report.ts";
import { Table } from "../design/table.tsx";
import { useWords } from "../words/use-words.tsx";
import { reportWords } from "./words.ts";

interface InputDifferencesProps {
  readonly before: Report;
  readonly after: Report;
}

/** What two reports were made from, as far as it differs. */
export function InputDifferences({ before, after }: InputDifferencesProps) {
  const words = useWords(reportWords);
  const [left, right] = [inputsOf(before), inputsOf(after)];
  const rows = [...new Set([...left.keys(), ...right.keys()])]
    .filter((name) => left.get(name) !== right.get(name))
    .map((name) => ({ name, before: left.get(name) ?? "–", after: right.get(name) ?? "–" }));
  if (rows.length === 0) return <p className="muted">{words.sameInputs}</p>;
  return (
    <Table
      caption={words.inputs}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        {
          key: "name",
          label: words.inputs,
          cell: ({ name }) => (name === "/template" ? words.template : name === "/date" ? words.date : name),
        },
        { key: "before", label: words.before, cell: ({ before: value }) => value },
        { key: "after", label: words.after, cell: ({ after: value }) => value },
      ]}
    />
  );
}

/** Names of our own begin with a slash, which none of a template does. */
function inputsOf({ template, parameters, datasets, date }: Report): ReadonlyMap<string, string> {
  return new Map([
    ["/template", named(template.name, template.version)],
    ...Object.entries(parameters).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
    ...Object.entries(datasets).map(([alias, { name, version }]): [string, string] => [alias, named(name, version)]),
    ["/date", date],
  ]);
}

function named(name: string, version: string): string {
  return `${name} ${version.slice(0, 7)}`;
}

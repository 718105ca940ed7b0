import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { api } from "../../api/client.ts";
import { keys } from "../../api/query-keys.ts";
import { take } from "../../api/take.ts";
import { useDataset } from "../../api/datasets/use-dataset.ts";
import { Field } from "../../design/field.tsx";
import { Loaded } from "../../design/loaded.tsx";
import { PageHead } from "../../design/page-head.tsx";
import { useFormats } from "../../words/use-formats.ts";
import { useWords } from "../../words/use-words.tsx";
import type { Diff } from "./diff.ts";
import { DiffColumns } from "./diff-columns.tsx";
import { DiffRows } from "./diff-rows.tsx";
import { datasetsWords } from "../words.ts";

interface DiffPageProps {
  readonly name: string;
  /** The older version at first; by default the one before the current one. */
  readonly version?: string;
}

/** What changed from one version of a dataset to another. */
export function DiffPage({ name, version }: DiffPageProps) {
  const words = useWords(datasetsWords);
  const dataset = useDataset(name);
  const [from, setFrom] = useState(version);
  const [to, setTo] = useState<string>();
  const query = useQuery({
    queryKey: keys.dataset(name, "diff", from, to),
    queryFn: () =>
      take(
        api.GET("/datasets/{name}/diff", {
          params: {
            path: { name },
            query: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
          },
        }),
      ),
    retry: false,
  });
  const versions = dataset.data?.versions ?? [];
  return (
    <div className="page">
      <PageHead kicker={<Link href={`/datasets/${name}`}>{name}</Link>} title={words.diffTitle(name)} />
      <div className="diff-versions">
        <VersionChoice label={words.diffFrom} versions={versions} value={from ?? query.data?.from} onChange={setFrom} />
        <VersionChoice label={words.diffTo} versions={versions} value={to ?? query.data?.to} onChange={setTo} />
      </div>
      <Loaded query={query}>{(diff) => <Shown diff={diff} />}</Loaded>
    </div>
  );
}

interface VersionChoiceProps {
  readonly label: string;
  readonly versions: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (version: string) => void;
}

function VersionChoice({ label, versions, value, onChange }: VersionChoiceProps) {
  return (
    <Field label={label}>
      {(links) => (
        <select {...links} className="input" value={value ?? ""} onChange={(event) => onChange(event.target.value)}>
          {value === undefined && <option value="" />}
          {versions.map((version) => (
            <option key={version} value={version}>
              {version.slice(0, 8)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Shown({ diff }: { readonly diff: Diff }) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  const { rows, columns, keys: byKey, key, uncompared } = diff;
  const isWhole = byKey !== undefined && uncompared === 0;
  const nothing =
    columns.length === 0 &&
    rows.from === rows.to &&
    (byKey === undefined || byKey.came.count + byKey.gone.count + byKey.changed.count === 0);
  return (
    <>
      <p>
        {words.diffRows(formats.number(rows.from), formats.number(rows.to))}{" "}
        {key === undefined ? words.diffNoKey : words.diffKey(key.join(words.listed))}
      </p>
      {nothing && <p>{isWhole ? words.diffNothing : words.diffNothingFound}</p>}
      {columns.length > 0 && <DiffColumns columns={columns} />}
      {byKey !== undefined && <DiffRows rows={byKey} columns={key ?? []} />}
    </>
  );
}

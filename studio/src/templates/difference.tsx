import { useMemo, useState } from "react";
import { Loaded } from "../design/loaded.tsx";
import { versionsWords } from "../versions/words.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { type ComparedLine, compareLines } from "../write/workspace/compare-lines.ts";
import { type ChangedFile, changedFiles } from "./changed-files.ts";
import { type TemplateVersion, useFiles } from "./use-versions.ts";
import { templatesWords } from "./words.ts";

interface DifferenceProps {
  readonly name: string;
  readonly versions: readonly TemplateVersion[];
}

/** In which files and lines two versions differ: at first the newest from what is current. */
export function Difference({ name, versions }: DifferenceProps) {
  const words = useWords(templatesWords);
  const current = versions.find(({ state }) => state === "current") ?? versions.at(-1)!;
  const other = versions.find(({ version }) => version !== current.version)!;
  const [from, setFrom] = useState(other.state === "draft" ? current.version : other.version);
  const [to, setTo] = useState(other.state === "draft" ? other.version : current.version);
  const [before, after] = [useFiles(name, from), useFiles(name, to)];
  const files = useMemo(
    () => (before.data === undefined || after.data === undefined ? undefined : changedFiles(before.data, after.data)),
    [before.data, after.data],
  );
  const failed = before.error === null ? after : before;
  return (
    <section className="stack">
      <h2>{words.difference}</h2>
      <div className="difference-head">
        <Choice label={words.from} value={from} versions={versions} onChange={setFrom} />
        <Choice label={words.to} value={to} versions={versions} onChange={setTo} />
      </div>
      <Loaded query={{ data: files, error: failed.error, refetch: failed.refetch }}>
        {(changed) =>
          changed.length === 0 ? (
            <p className="muted">{words.same}</p>
          ) : (
            changed.map((file) => <FileDifference key={file.path} file={file} />)
          )
        }
      </Loaded>
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly versions: readonly TemplateVersion[];
  readonly onChange: (version: string) => void;
}

function Choice({ label, value, versions, onChange }: ChoiceProps) {
  const states = useWords(versionsWords);
  const formats = useFormats();
  return (
    <label>
      <span className="small muted">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {versions.map(({ version, state, created }) => (
          <option key={version} value={version}>
            {[version.slice(0, 8), states[state], created === undefined ? "" : formats.date(created)]
              .filter(Boolean)
              .join(" · ")}
          </option>
        ))}
      </select>
    </label>
  );
}

function FileDifference({ file: { path, kind, before, after } }: { readonly file: ChangedFile }) {
  const words = useWords(templatesWords);
  const lines = useMemo(
    (): readonly ComparedLine[] | undefined =>
      before === undefined || after === undefined ? undefined : compareLines(before, after),
    [before, after],
  );
  return (
    <details className="sheet file-difference" open={kind === "changed" && lines !== undefined}>
      <summary>
        <code>{path}</code> <span className="small muted">{words[kind]}</span>
      </summary>
      {lines === undefined ? (
        <p className="small muted">{words.binary}</p>
      ) : (
        // Who has only a keyboard scrolls it by the arrow keys.
        <div className="table-frame" role="region" aria-label={path} tabIndex={0}>
          <table className="compared">
            <thead>
              <tr>
                <th scope="col">{words.before}</th>
                <th scope="col">{words.after}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ before: old, after: young }, index) => (
                // A line is its place.
                <tr key={`${index}`} className={old === young ? undefined : "differs"}>
                  <td>{old === undefined ? null : old === young ? old : <del>{old}</del>}</td>
                  <td>{young === undefined ? null : old === young ? young : <ins>{young}</ins>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

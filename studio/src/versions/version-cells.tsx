import type { ReactNode } from "react";
import type { components } from "../../../functions/client/schema.ts";
import { saveFile } from "../api/fetch-file.ts";
import { Button } from "../design/button.tsx";
import { Status } from "../design/status.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import "./versions.css";
import { versionsWords } from "./words.ts";

/** A version of a template or of a theme, as the API lists both. */
type Version = components["schemas"]["TemplateVersion"];

/** The first columns of a list of versions: hash, state, and when each was stored. */
export function useVersionColumns(): readonly {
  readonly key: string;
  readonly label: string;
  readonly cell: (version: Version) => ReactNode;
}[] {
  const words = useWords(versionsWords);
  const { moment } = useFormats();
  return [
    { key: "version", label: words.version, cell: (one) => <Hash version={one} /> },
    {
      key: "state",
      label: words.state,
      cell: ({ state }) => (
        <Status kind={state === "current" ? "good" : state === "draft" ? "busy" : "idle"}>{words[state]}</Status>
      ),
    },
    {
      key: "stored",
      label: words.stored,
      cell: ({ created }) => (created === undefined ? "–" : <span className="nowrap">{moment(created)}</span>),
    },
  ];
}

/** The hash of a version, and what its check warned of. */
function Hash({ version: { version, warnings = [] } }: { readonly version: Version }) {
  const words = useWords(versionsWords);
  const short = version.slice(0, 8);
  return (
    <>
      <code>{short}</code>
      {warnings.length > 0 && (
        <details className="small">
          <summary>{words.warnings(warnings.length)}</summary>
          <ul aria-label={words.warningsOf(short)}>
            {warnings.map(({ code, message }) => (
              <li key={`${code} ${message}`}>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface VersionActionsProps {
  readonly kind: "template" | "theme";
  readonly name: string;
  readonly version: string;
  /** What else can be done with it: buttons before the one for its files. */
  readonly children: ReactNode;
}

/** What can be done with a version: at the least, its files can be saved as a ZIP file. */
export function VersionActions({ kind, name, version, children }: VersionActionsProps) {
  const words = useWords(versionsWords);
  const short = version.slice(0, 8);
  return (
    <span className="version-actions">
      {children}
      <Button
        kind="plain"
        aria-label={words.downloadOf(short)}
        onClick={() => void saveFile(`/${kind}s/${name}/versions/${version}/${kind}.zip`, `${name}-${short}.zip`)}
      >
        {words.download}
      </Button>
    </span>
  );
}

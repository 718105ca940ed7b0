import { useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../design/button.tsx";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { Loaded } from "../design/loaded.tsx";
import { PageHead } from "../design/page-head.tsx";
import { useWords } from "../words/use-words.tsx";
import type { ChosenFile } from "./chosen-files.ts";
import { Look } from "./look.tsx";
import { PushDialog } from "./push-dialog.tsx";
import { ThemeDrop } from "./theme-drop.tsx";
import { ThemeLog } from "./theme-log.tsx";
import { ThemePicture } from "./theme-picture.tsx";
import { type ThemeVersion, useThemeUses, useThemeVersions, useUnpublishing } from "./use-themes.ts";
import { Uses } from "./uses.tsx";
import { ThemeVersions } from "./theme-versions.tsx";
import { themesWords } from "./words.ts";

/** One theme: its look, its versions, and the templates that take it. An unpublished one has its versions still. */
export function ThemePage({ name }: { readonly name: string }) {
  return (
    <Loaded query={useThemeVersions(name)} title={name}>
      {({ versions, etag }) => <Theme name={name} versions={versions} etag={etag} />}
    </Loaded>
  );
}

interface ThemeProps {
  readonly name: string;
  readonly versions: readonly ThemeVersion[];
  readonly etag: string;
}

function Theme({ name, versions, etag }: ThemeProps) {
  const words = useWords(themesWords);
  const [asked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [, navigate] = useLocation();
  const uses = useThemeUses(name);
  const isListed = uses.data !== undefined || uses.error !== null;
  const unpublish = useUnpublishing(name, etag, () => navigate("/themes"));
  const current = versions.find(({ state }) => state === "current");
  const shown = versions.find(({ version }) => version === chosen) ?? current ?? versions[0];
  return (
    <div className="page">
      <PageHead title={name} lead={words.themeLead}>
        {current !== undefined && (
          <Button kind="danger" onClick={() => setAsked(true)}>
            {words.unpublish}
          </Button>
        )}
      </PageHead>
      {asked && (
        <ConfirmDialog
          title={words.unpublishTitle(name)}
          action={words.unpublish}
          busy={unpublish.isPending}
          failed={words.notMoved}
          error={unpublish.error}
          onConfirm={() => unpublish.mutate()}
          onClose={() => setAsked(false)}
        >
          <p>{words.unpublishLead}</p>
        </ConfirmDialog>
      )}
      <div className="beside">
        <div className="stack">
          <Versions name={name} versions={versions} etag={etag} onLook={setChosen} />
          <Uses name={name} published={current !== undefined} />
          <ThemeLog name={name} />
        </div>
        <aside className="stack">
          {shown !== undefined && (
            <section className="stack">
              <h2>{words.pictureTitle(shown.version.slice(0, 8))}</h2>
              <ThemePicture key={shown.version} name={name} version={shown.version} />
            </section>
          )}
          {shown !== undefined && <Look name={name} version={shown.version} ready={isListed} />}
        </aside>
      </div>
    </div>
  );
}

/** The versions, and where files are dropped to become one. */
function Versions({ name, onLook, ...about }: ThemeProps & { readonly onLook: (version: string | undefined) => void }) {
  const words = useWords(themesWords);
  const [files, setFiles] = useState<readonly ChosenFile[]>();
  return (
    <section className="stack">
      <h2>{words.versions}</h2>
      <ThemeVersions name={name} {...about} onLook={onLook} />
      <ThemeDrop label={words.dropVersion} onFiles={setFiles} />
      {files !== undefined && (
        <PushDialog
          files={files}
          name={name}
          onClose={() => setFiles(undefined)}
          onStored={(_, version) => {
            setFiles(undefined);
            onLook(version);
          }}
        />
      )}
    </section>
  );
}

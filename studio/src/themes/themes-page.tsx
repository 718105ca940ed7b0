import { useState } from "react";
import { Link, useLocation } from "wouter";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
import { useWords } from "../words/use-words.tsx";
import type { ChosenFile } from "./chosen-files.ts";
import { PushDialog } from "./push-dialog.tsx";
import { Strip } from "./swatches.tsx";
import { ThemeDrop } from "./theme-drop.tsx";
import { ThemePicture } from "./theme-picture.tsx";
import { type ThemeSummary, useThemes } from "./use-themes.ts";
import { themesWords } from "./words.ts";

/** The published themes as pictures, those that are not published, and where files are dropped to become one. */
export function ThemesPage() {
  const words = useWords(themesWords);
  const [, navigate] = useLocation();
  const [files, setFiles] = useState<readonly ChosenFile[]>();
  return (
    <div className="page">
      <PageHead title={words.themes} lead={words.lead} />
      <ThemeDrop label={words.drop} onFiles={setFiles} />
      {files !== undefined && (
        <PushDialog
          files={files}
          onClose={() => setFiles(undefined)}
          onStored={(name) => navigate(`/themes/${name}`)}
        />
      )}
      <LoadedList query={useThemes()} items={(page) => page.themes} empty={words.none}>
        {(themes) => <Gallery themes={themes} />}
      </LoadedList>
      <Unpublished />
    </div>
  );
}

/** The themes that have drafts or earlier versions, and none that is current; nothing if there are none. */
function Unpublished() {
  const words = useWords(themesWords);
  const query = useThemes("unpublished");
  if (query.data?.pages.every(({ themes }) => themes.length === 0) === true) return null;
  return (
    <section className="stack">
      <h2>{words.notPublished}</h2>
      <LoadedList query={query} items={(page) => page.themes} empty="">
        {(themes) => <Gallery themes={themes} />}
      </LoadedList>
    </section>
  );
}

function Gallery({ themes }: { readonly themes: readonly ThemeSummary[] }) {
  return (
    <ul className="theme-gallery">
      {themes.map(({ name, version, palette }) => (
        <li key={name}>
          <Link href={`/themes/${name}`} className="theme-card">
            <ThemePicture name={name} version={version} small />
            <span className="theme-name">{name}</span>
          </Link>
          <Strip colors={palette} />
          <code className="small">{version.slice(0, 8)}</code>
        </li>
      ))}
    </ul>
  );
}

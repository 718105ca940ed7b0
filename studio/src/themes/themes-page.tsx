import { Link } from "wouter";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { Strip } from "./swatches.tsx";
import { useThemes } from "./use-themes.ts";
import { themesWords } from "./words.ts";

/** The published themes. */
export function ThemesPage() {
  const words = useWords(themesWords);
  const common = useWords(commonWords);
  return (
    <div className="page">
      <PageHead title={words.themes} lead={words.lead} />
      <LoadedList query={useThemes()} items={(page) => page.themes} empty={words.none}>
        {(themes) => (
          <Table
            caption={words.themes}
            rows={themes}
            rowKey={({ name }) => name}
            cards
            columns={[
              { key: "name", label: common.name, cell: ({ name }) => <Link href={`/themes/${name}`}>{name}</Link> },
              { key: "palette", label: words.palette, cell: ({ palette }) => <Strip colors={palette} /> },
              { key: "version", label: words.version, cell: ({ version }) => <code>{version.slice(0, 8)}</code> },
            ]}
          />
        )}
      </LoadedList>
    </div>
  );
}

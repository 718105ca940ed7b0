import { Link } from "wouter";
import { Button } from "../design/button.tsx";
import { Loaded } from "../design/loaded.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { Table } from "../design/table.tsx";
import { useWords } from "../words/use-words.tsx";
import { type Followed, type ThemeUse, useApplying, useThemeUses } from "./use-themes.ts";
import { themesWords } from "./words.ts";

/** The published templates that take a theme, and a button that drafts those which hold another version. */
export function Uses({ name, published }: { readonly name: string; readonly published: boolean }) {
  const words = useWords(themesWords);
  return (
    <section className="stack">
      <h2>{words.uses}</h2>
      <Loaded query={useThemeUses(name)}>
        {({ uses }) =>
          uses.length === 0 ? (
            <p className="muted">{words.noUses}</p>
          ) : (
            <Listed name={name} uses={uses} published={published} />
          )
        }
      </Loaded>
    </section>
  );
}

interface ListedProps {
  readonly name: string;
  readonly uses: readonly ThemeUse[];
  readonly published: boolean;
}

function Listed({ name, uses, published }: ListedProps) {
  const words = useWords(themesWords);
  const apply = useApplying(name);
  const behind = uses.filter(({ isCurrent }) => !isCurrent).map(({ template }) => template);
  return (
    <>
      <Table
        caption={words.uses}
        rows={uses}
        rowKey={({ template }) => template}
        cards
        columns={[
          {
            key: "template",
            label: words.template,
            cell: ({ template }) => <Link href={`/templates/${template}`}>{template}</Link>,
          },
          { key: "theme", label: words.version, cell: ({ theme }) => <code>{theme.slice(0, 8)}</code> },
          { key: "state", label: words.state, cell: ({ isCurrent }) => (isCurrent ? words.current : words.another) },
        ]}
      />
      {published && behind.length > 0 && (
        <div>
          <Button kind="primary" disabled={apply.isPending} onClick={() => apply.mutate(behind)}>
            {words.apply(behind.length)}
          </Button>
          <p className="small muted">{words.applyHelp}</p>
        </div>
      )}
      {apply.data !== undefined && <Outcome followed={apply.data} />}
    </>
  );
}

function Outcome({ followed }: { readonly followed: readonly Followed[] }) {
  const words = useWords(themesWords);
  return (
    <div role="status">
      <ul className="lines">
        {followed.map((one) => (
          <li key={one.template}>
            {"version" in one ? (
              <Link href={`/templates/${one.template}`}>{words.drafted(one.template, one.version.slice(0, 8))}</Link>
            ) : (
              <ProblemList title={words.notDrafted(one.template)} error={one.error} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

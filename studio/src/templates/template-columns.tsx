import type { ReactNode } from "react";
import { Link } from "wouter";
import type { components } from "../../../functions/client/schema.ts";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { templatesWords } from "./words.ts";

type Template = components["schemas"]["TemplateList"]["templates"][number];

interface Column {
  readonly key: string;
  readonly label: ReactNode;
  readonly cell: (template: Template) => ReactNode;
}

/** The columns of a list of templates, by what each holds: what can be done with a template is the last. */
export function useTemplateColumns(): Readonly<Record<"name" | "title" | "version" | "do", Column>> {
  const words = useWords(templatesWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  return {
    name: { key: "name", label: common.name, cell: ({ name }) => <Link href={`/templates/${name}`}>{name}</Link> },
    title: { key: "title", label: words.title, cell: ({ title }) => textOf(title, language) },
    version: { key: "version", label: words.version, cell: ({ version }) => <code>{version.slice(0, 8)}</code> },
    do: {
      key: "do",
      label: <span className="unseen">{words.write}</span>,
      cell: ({ name }) => (
        <Link href={`/write/${name}`} aria-label={`${words.write}: ${name}`}>
          {words.write}
        </Link>
      ),
    },
  };
}

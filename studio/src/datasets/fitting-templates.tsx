import { useQueries } from "@tanstack/react-query";
import { Link } from "wouter";
import { misfitsOf } from "../api/datasets/misfits.ts";
import type { Dataset } from "../api/datasets/use-dataset.ts";
import { type Template, templateQuery, useTemplates } from "../api/use-template.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

/** The templates that take one table and whose columns a dataset has; undefined until they are known. */
export function useFittingTemplates(dataset: Dataset | undefined): readonly Template[] | undefined {
  const { data, isError } = useTemplates();
  const answers = useQueries({
    queries: data?.pages.flatMap((page) => page.templates).map(({ name }) => templateQuery(name)) ?? [],
  });
  if (isError) return [];
  if (dataset === undefined || data === undefined || answers.some(({ isLoading }) => isLoading)) return undefined;
  return answers.flatMap(({ data: template }) =>
    template?.datasets.length === 1 && misfitsOf(template.datasets[0]!, dataset).length === 0 ? [template] : [],
  );
}

/**
 * What can be made from a dataset: the templates that take one table, and whose columns it has; and the way to all
 * others, where one says which columns to take.
 */
export function FittingTemplates({
  fitting,
  dataset,
}: {
  readonly fitting: readonly Template[];
  readonly dataset: Dataset;
}) {
  const words = useWords(datasetsWords);
  const { language } = useLanguage();
  return (
    <section className="fitting" aria-labelledby="fitting">
      <h2 id="fitting">{words.makeFrom}</h2>
      {fitting.map(({ name, title }) => (
        <Link key={name} className="button" href={`/make/${name}?dataset=${dataset.name}`}>
          {textOf(title, language)}
        </Link>
      ))}
      <Link className="button" href={`/new/${dataset.name}`}>
        {words.draftReport}
      </Link>
      <Link className="button plain" href={`/?dataset=${dataset.name}`}>
        {words.otherTemplate}
      </Link>
    </section>
  );
}

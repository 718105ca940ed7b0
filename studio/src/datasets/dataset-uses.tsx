import { Link } from "wouter";
import { useWords } from "../words/use-words.tsx";
import { useUses } from "./use-uses.ts";
import { datasetsWords } from "./words.ts";

/** Who reads a dataset: templates by default, publications by name or as a trigger, and the reports made so far. */
export function DatasetUses({ name }: { readonly name: string }) {
  const words = useWords(datasetsWords);
  const { data } = useUses(name);
  if (data === undefined) return null;
  return (
    <section className="stack" aria-labelledby="uses">
      <h2 id="uses">{words.uses}</h2>
      {data.templates.length + data.publications.length + data.views.length === 0 && (
        <p className="muted">{words.noUses}</p>
      )}
      <ul className="lines">
        {data.views.map((view) => (
          <li key={view}>
            <Link href={`/datasets/${view}`}>{view}</Link>
            <span className="small muted">{words.isView}</span>
          </li>
        ))}
        {data.templates.map(({ name: template, alias }) => (
          <li key={`${template} ${alias}`}>
            <Link href={`/make/${template}`}>{template}</Link>
            <span className="small muted">{words.usedAs(alias)}</span>
          </li>
        ))}
        {data.publications.map(({ name: publication, trigger, through }) => (
          <li key={`${publication} ${through ?? ""}`}>
            <Link href={`/publications/${publication}`}>{publication}</Link>
            <span className="small muted">{trigger ? words.triggers : words.names}</span>
          </li>
        ))}
      </ul>
      <p>
        <Link href={`/reports?dataset=${name}`}>{words.reportsMade}</Link>
      </p>
    </section>
  );
}

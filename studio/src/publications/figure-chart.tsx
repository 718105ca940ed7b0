import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { Field } from "../design/field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { type FigurePoint, figureSeries } from "./figure-series.ts";
import { changesQuery, type Edition } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

interface FigureChartProps {
  readonly publication: string;
  /** Newest first. */
  readonly editions: readonly Edition[];
}

const [width, height, edge] = [640, 132, 10];

/** How a key figure moved from edition to edition: a line whose points lead to the editions. */
export function FigureChart({ publication, editions }: FigureChartProps) {
  const words = useWords(publicationsWords);
  const ready = editions.filter(({ status }) => status === "ready");
  const answers = useQueries({ queries: ready.map(changesQuery) });
  const series = figureSeries(ready.map((edition, index) => ({ edition, changes: answers[index]?.data })));
  const drawn = [...series]
    .map(([label, points]) => ({ label, points: points.filter(({ value }) => value !== undefined) }))
    .filter(({ points }) => points.length > 1);
  const [wanted, setWanted] = useState<string>();
  const shown = drawn.find(({ label }) => label === wanted) ?? drawn[0];
  // Before all changes are known, the line would only be redrawn.
  if (shown === undefined || answers.some(({ isLoading }) => isLoading)) return null;
  return (
    <div className="figure-chart sheet">
      <Field label={words.figure}>
        {(links) => (
          <select {...links} className="input" value={shown.label} onChange={(event) => setWanted(event.target.value)}>
            {drawn.map(({ label }) => (
              <OwnOption key={label} value={label}>
                {label === "" ? words.nameless : label}
              </OwnOption>
            ))}
          </select>
        )}
      </Field>
      <Line publication={publication} label={shown.label} points={shown.points} />
    </div>
  );
}

function Line({
  publication,
  label,
  points,
}: {
  readonly publication: string;
  readonly label: string;
  readonly points: readonly FigurePoint[];
}) {
  const words = useWords(publicationsWords);
  const formats = useFormats();
  const values = points.map(({ value }) => value!);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [first, last] = [points[0]!, points.at(-1)!];
  const places = points.map((point, index) => ({
    point,
    x: edge + (index / (points.length - 1)) * (width - 2 * edge),
    y: high === low ? height / 2 : edge + ((high - point.value!) / (high - low)) * (height - 2 * edge),
  }));
  const lowest = points.find(({ value }) => value === low)!;
  const highest = points.find(({ value }) => value === high)!;
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={words.figureOver(label === "" ? words.nameless : label, first.text, last.text)}
      >
        <line className="rule" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
        <polyline points={places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
        {places.map(({ point, x, y }) => (
          <Link
            key={point.edition.id}
            href={`/publications/${publication}/editions/${point.edition.id}`}
            aria-label={`${formats.moment(point.edition.instant)}: ${point.text}`}
          >
            {/* As wide as a finger needs it. */}
            <circle className="target" cx={x} cy={y} r={12} />
            <circle cx={x} cy={y} r={3.5} />
            <title>{`${formats.moment(point.edition.instant)}: ${point.text}`}</title>
          </Link>
        ))}
      </svg>
      <figcaption className="small muted">
        <span>{`${formats.date(first.edition.instant)}: ${first.text}`}</span>
        <span>{words.figureRange(lowest.text, highest.text)}</span>
        <span>{`${formats.date(last.edition.instant)}: ${last.text}`}</span>
      </figcaption>
    </figure>
  );
}

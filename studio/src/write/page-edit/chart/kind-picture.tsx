import type { ChartKind } from "./edited-chart.ts";

const shapes: Readonly<Record<ChartKind, string>> = {
  bar: "M2 3h26v5H2zM2 10h18v5H2zM2 17h10v5H2z",
  column: "M3 12h6v10H3zM13 6h6v16h-6zM23 2h6v20h-6z",
  line: "M2 18 10 10 18 14 30 3",
  area: "M2 22V16L10 9 18 13 30 4V22z",
  point: "M6 17a2 2 0 1 0 .1 0zM12 11a2 2 0 1 0 .1 0zM17 14a2 2 0 1 0 .1 0zM22 7a2 2 0 1 0 .1 0zM28 3a2 2 0 1 0 .1 0z",
};

/** A chart of a kind in small. */
export function KindPicture({ kind }: { readonly kind: ChartKind }) {
  return (
    <svg viewBox="0 0 32 24" width="32" height="24" aria-hidden="true">
      <path
        d={shapes[kind]}
        fill={kind === "line" ? "none" : "currentColor"}
        stroke="currentColor"
        strokeWidth={kind === "line" ? 2.5 : 0}
      />
    </svg>
  );
}

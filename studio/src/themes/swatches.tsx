/** Colours with their names, side by side. */
export function Swatches({
  colors,
  label,
}: {
  readonly colors: readonly (readonly [string, string])[];
  readonly label: string;
}) {
  return (
    <ul className="swatches" aria-label={label}>
      {colors.map(([name, color]) => (
        <li key={`${name} ${color}`} className="swatch">
          <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
            <rect width="1" height="1" fill={color} />
          </svg>
          <span className="small">{name}</span>
          {name !== color && <code className="small">{color}</code>}
        </li>
      ))}
    </ul>
  );
}

/** The colours of charts in a strip. */
export function Strip({ colors }: { readonly colors: readonly string[] }) {
  return (
    <svg
      className="strip"
      viewBox={`0 0 ${colors.length} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={colors.join(" ")}
    >
      {colors.map((color, index) => (
        <rect key={`${index} ${color}`} x={index} width="1" height="1" fill={color} />
      ))}
    </svg>
  );
}

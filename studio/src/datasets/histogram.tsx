interface HistogramProps {
  /** Rows in each interval of equal width. */
  readonly bins: readonly number[];
  /** What it shows, for those who don't see it. */
  readonly label: string;
}

const [width, height] = [120, 30];

/**
 * The distribution of a column as bars on a hairline; the highest bar is as high as the picture, and no row is lost to
 * the eye.
 */
export function Histogram({ bins, label }: HistogramProps) {
  const most = Math.max(...bins, 1);
  const step = width / bins.length;
  return (
    <svg
      className="histogram"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {bins.map((count, index) => {
        const tall = count === 0 ? 0 : Math.max(1.5, (count / most) * (height - 2));
        // An interval is its place.
        return <rect key={`${index}`} x={index * step + 0.5} y={height - 1 - tall} width={step - 1} height={tall} />;
      })}
      <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
    </svg>
  );
}

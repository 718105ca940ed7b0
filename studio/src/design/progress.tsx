interface ProgressProps {
  /** Steps in their order. */
  readonly steps: readonly string[];
  /** Index of the step under way; the number of steps once all are done. */
  readonly at: number;
  /** What is happening, in words. */
  readonly label: string;
}

/** Progress by step: a bar for each, and the one under way in words. */
export function Progress({ steps, at, label }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={steps.length}
      aria-valuenow={Math.max(0, at)}
      aria-valuetext={label}
    >
      <ol className="progress" aria-hidden="true">
        {steps.map((step, index) => (
          <li key={step} className={index < at ? "done" : index === at ? "now" : ""} />
        ))}
      </ol>
    </div>
  );
}

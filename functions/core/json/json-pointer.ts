/** A JSON pointer (RFC 6901) to the member or element to which the steps lead from the root. */
export function pointerOf(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${escapeStep(step)}`).join("");
}

/** A JSON pointer to a member or element of the value at another pointer. */
export function pointerTo(parent: string, step: string | number): string {
  return `${parent}/${escapeStep(step)}`;
}

/** Member names and list indexes of a JSON pointer, unescaped. */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function escapeStep(step: string | number): string {
  return typeof step === "number" ? String(step) : step.replaceAll("~", "~0").replaceAll("/", "~1");
}

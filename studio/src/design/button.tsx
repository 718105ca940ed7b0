import type { ButtonHTMLAttributes } from "react";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for the one thing that a page is for. @default "usual" */
  readonly kind?: "usual" | "primary" | "plain" | "danger";
}

/** A button; unlike HTML's own, it submits a form only if it says so. */
export function Button({ kind = "usual", type = "button", className = "", ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={`button ${kind === "usual" ? "" : kind} ${className}`.trim()} />;
}

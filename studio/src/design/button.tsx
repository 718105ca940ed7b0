import { type ButtonHTMLAttributes, type MouseEvent, useRef } from "react";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for the one thing that a page is for. @default "usual" */
  readonly kind?: "usual" | "primary" | "plain" | "danger";
}

/**
 * A button; unlike HTML's own, it submits a form only if it says so, and keeps the focus when it is disabled while it
 * works: the browser would drop it, and a keyboard would begin again at the top of the page.
 */
export function Button({
  kind = "usual",
  type = "button",
  className = "",
  disabled = false,
  onClick,
  ...rest
}: ButtonProps) {
  const element = useRef<HTMLButtonElement>(null);
  const isHeld = disabled && element.current !== null && element.current === document.activeElement;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (disabled) return event.preventDefault();
    onClick?.(event);
  };
  return (
    <button
      {...rest}
      ref={element}
      type={type}
      disabled={disabled && !isHeld}
      aria-disabled={isHeld ? true : undefined}
      onClick={press}
      className={`button ${kind === "usual" ? "" : kind} ${className}`.trim()}
    />
  );
}

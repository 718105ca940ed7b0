import { type RefObject, useEffect } from "react";

/** Moves the focus to the first faulty field of a form, or to what is wrong with the whole, once it is refused. */
export function useFaultFocus(form: RefObject<HTMLFormElement | null>, error: Error | null): void {
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .notice.bad')?.focus();
  }, [form, error]);
}

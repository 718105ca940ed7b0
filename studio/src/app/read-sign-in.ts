import type { SignIn } from "./sign-in.ts";

/** Reads the page's own `<meta name="broadsheet-sign-in">`; a local server has none. */
export function readSignIn(): SignIn | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="broadsheet-sign-in"]')?.content;
  return content === undefined ? undefined : (JSON.parse(content) as SignIn);
}

// Before the first paint: the viewer is dark by a class, which follows the reader's choice in the studio, else the system.
const dark = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

function follow() {
  root.classList.toggle("dark-mode", (root.dataset.scheme ?? (dark.matches ? "dark" : "light")) === "dark");
}

dark.addEventListener("change", follow);
follow();

// Light or dark: the system's choice until the person makes one, which is kept.

const STORE = "playground-theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

export const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : system.matches;
};

function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

export function toggleTheme() {
  const theme = isDark() ? "light" : "dark";
  localStorage.setItem(STORE, theme);
  apply(theme);
}

export const onSystemTheme = (listener) => system.addEventListener("change", listener);

apply(localStorage.getItem(STORE));
